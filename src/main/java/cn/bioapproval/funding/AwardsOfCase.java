package cn.bioapproval.funding;

import cn.bioapproval.cases.CaseId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The awards of one case as the running transaction knows them, oldest first: read once, locked once, and kept up to date
 * by whoever adds one.
 */
final class AwardsOfCase {

    private final CaseId caseId;
    private final AwardRepository awards;
    private @Nullable List<Award> known;
    private boolean locked;

    AwardsOfCase(CaseId caseId, AwardRepository awards) {
        this.caseId = caseId;
        this.awards = awards;
    }

    /** All of them, with what was replaced or reversed since. */
    List<Award> all() {
        if (known == null) {
            known = new ArrayList<>(awards.ofCase(caseId.value()));
        }
        return List.copyOf(known);
    }

    /** All of them, locked against a payment or reversal at the same time. */
    List<Award> lock() {
        if (!locked) {
            known = new ArrayList<>(awards.lockOf(caseId.value()));
            locked = true;
        }
        return all();
    }

    void add(Award award) {
        if (known != null) {
            known.add(award);
        }
    }
}
