package cn.bioapproval.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dynamic list: the same parts once per row.
 *
 * @param fixedCount how many rows there are when the context shows none, if rows cannot be added or removed; else null
 */
record Rows(
        List<String> path,
        String label,
        List<String> hides,
        @Nullable Integer fixedCount,
        List<Part> parts,
        Shape shape)
        implements Part {}
