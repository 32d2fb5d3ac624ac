package cn.bioapproval.experts;

import org.jspecify.annotations.Nullable;

/**
 * How an expert stood to a draw: part of the pool snapshot that is kept with it.
 *
 * @param expertId    id in the pool
 * @param name        Chinese name at that time
 * @param unitName    unit at that time
 * @param recusedFor  Chinese reason of the automatic recusal; {@code null} when the expert could be drawn
 */
public record Candidate(long expertId, String name, String unitName, @Nullable String recusedFor) {

    /** Whether the expert could be drawn. */
    boolean eligible() {
        return recusedFor == null;
    }
}
