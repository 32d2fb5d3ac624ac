package cn.bioapproval.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** An organisational unit that takes part in the work; its code is the candidate group of its clerks. */
@Entity
@Table(name = "identity_unit")
public class Unit {

    @Id
    private String code;

    @Column(nullable = false)
    private String name;

    @Nullable
    private String parent;

    protected Unit() {}

    Unit(String code, String name, @Nullable String parent) {
        this.code = code;
        this.name = name;
        this.parent = parent;
    }

    void become(String newName, @Nullable String newParent) {
        name = newName;
        parent = newParent;
    }

    public String code() {
        return code;
    }

    /** The Chinese name. */
    public String name() {
        return name;
    }

    /** Code of the unit above; {@code null} at the top. */
    public @Nullable String parent() {
        return parent;
    }
}
