package cn.bioapproval.cases;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifies a case inside the system; people use the {@link Case#number() case number} instead. */
public record CaseId(@JsonValue long value) {

    public CaseId {
        if (value <= 0) {
            throw new IllegalArgumentException("A case id is a positive number, not " + value);
        }
    }

    @JsonCreator
    public static CaseId of(long value) {
        return new CaseId(value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
