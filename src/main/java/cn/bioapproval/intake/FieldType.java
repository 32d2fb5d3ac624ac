package cn.bioapproval.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The components of form-js that hold a value. */
enum FieldType {
    TEXTFIELD,
    TEXTAREA,
    NUMBER,
    DATETIME,
    SELECT,
    RADIO,
    CHECKBOX,
    CHECKLIST,
    TAGLIST,
    /** Computed in the browser and sent by it; never believed, computed anew where a condition reads it. */
    EXPRESSION;

    static @Nullable FieldType of(String type) {
        for (FieldType known : values()) {
            if (known.name().equalsIgnoreCase(type)) {
                return known;
            }
        }
        return null;
    }

    boolean isText() {
        return this == TEXTFIELD || this == TEXTAREA;
    }

    boolean isSingleChoice() {
        return this == SELECT || this == RADIO;
    }

    boolean isMultipleChoice() {
        return this == CHECKLIST || this == TAGLIST;
    }

    boolean isChoice() {
        return isSingleChoice() || isMultipleChoice();
    }

    /** What an expression sees of a visible field that is empty; as in the browser. */
    @Nullable Object emptyValue() {
        return switch (this) {
            case TEXTFIELD, TEXTAREA -> "";
            case CHECKBOX -> Boolean.FALSE;
            case CHECKLIST, TAGLIST -> List.of();
            case NUMBER, DATETIME, SELECT, RADIO, EXPRESSION -> null;
        };
    }
}
