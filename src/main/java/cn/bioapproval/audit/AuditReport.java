package cn.bioapproval.audit;

import java.util.List;

/**
 * The result of checking the whole trail.
 *
 * @param cases      chains checked
 * @param entries    entries checked
 * @param anchors    anchors checked
 * @param unanchored cases whose newest entry lies under no anchor yet: a change of their tail would go unnoticed until
 *                   the next anchor is written
 * @param breaches   the first broken place of each case, and of the anchors; empty when the trail holds
 */
public record AuditReport(long cases, long entries, long anchors, long unanchored, List<AuditBreach> breaches) {

    public boolean holds() {
        return breaches.isEmpty();
    }
}
