package cn.bioapproval.clinicalcenter;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.clinicalcenter.ApplicationDetails.DeclaredGrant;
import cn.bioapproval.funding.AwardStatus;
import cn.bioapproval.funding.Received;
import cn.bioapproval.funding.Yuan;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What one centre has been awarded of this measure before, in this system or as its host declares.
 *
 * @param grants what still counts
 */
record PriorGrants(List<PriorGrant> grants) {

    /**
     * One earlier award.
     *
     * @param settled whether it was decided; otherwise another open case claims it
     */
    record PriorGrant(Tier tier, Matter matter, Yuan amount, boolean settled) {}

    static final PriorGrants NONE = new PriorGrants(List.of());

    PriorGrants {
        grants = List.copyOf(grants);
    }

    /**
     * Ledger and declaration together; what this very case has proposed is left out, and what the ledger knows is not
     * taken from the declaration again.
     */
    static PriorGrants of(CaseId self, List<Received> received, List<DeclaredGrant> declared) {
        List<PriorGrant> grants = new ArrayList<>();
        received.stream()
                .filter(grant -> grant.status() == AwardStatus.HISTORIC || !self.equals(grant.caseId()))
                .map(PriorGrants::of)
                .forEach(grants::add);
        PriorGrants ledger = new PriorGrants(grants);
        declared.stream()
                .filter(grant -> !ledger.has(grant.tier(), grant.matter()))
                .forEach(grant -> grants.add(
                        new PriorGrant(grant.tier(), grant.matter(), Yuan.of(grant.yuan()), true)));
        return new PriorGrants(grants);
    }

    private static PriorGrant of(Received grant) {
        GrantKey key = GrantKey.parse(grant.grantKey());
        return new PriorGrant(
                key.tier(), key.matter(), grant.amount(), grant.status() != AwardStatus.PROPOSED);
    }

    /** Whether there is an award of that kind, be it of zero. */
    boolean has(Tier tier, Matter matter) {
        return grants.stream().anyMatch(grant -> grant.tier() == tier && grant.matter() == matter);
    }

    /** Whether the award of that kind was decided. */
    boolean hasSettled(Tier tier, Matter matter) {
        return grants.stream()
                .anyMatch(grant -> grant.tier() == tier && grant.matter() == matter && grant.settled());
    }

    /** What centres of a lower tier than a branch were given: stacking a branch award on it needs a person's word. */
    Yuan belowBranch() {
        Set<Tier> below = EnumSet.of(Tier.CITY, Tier.PROV);
        return grants.stream()
                .filter(grant -> below.contains(grant.tier()))
                .map(PriorGrant::amount)
                .reduce(Yuan.ZERO, Yuan::plus);
    }
}
