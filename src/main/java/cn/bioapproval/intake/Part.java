package cn.bioapproval.intake;

import java.util.List;

/** A part of a form that takes data: a field, or a dynamic list of rows of fields. Groups are dissolved into paths. */
sealed interface Part permits Field, Rows {

    /** Where its value stands, from the root of the form or of the row it is in. */
    List<String> path();

    /** What people call it. */
    String label();

    /** FEEL conditions, its own and those of the groups around it: if one is true, it is hidden. */
    List<String> hides();
}
