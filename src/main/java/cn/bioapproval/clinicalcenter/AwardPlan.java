package cn.bioapproval.clinicalcenter;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.funding.AwardRequest;
import cn.bioapproval.funding.Basis;
import cn.bioapproval.funding.Counterpart;
import cn.bioapproval.funding.OtherGrant;
import cn.bioapproval.funding.Overlap;
import cn.bioapproval.funding.Yuan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns an application and the rows of the award table into requests to the money room. */
final class AwardPlan {

    private static final String DEDUP_SOURCE = "措施第十六条“（与市级中心不重复享受）”";
    private static final String STACKING_SOURCE = "措施第十六条未写分中心补助可以与市级、省级叠加，按抵减处理";

    private final CaseId caseId;
    private final ApplicationDetails application;
    private final long lineage;
    private final int year;
    private final PolicySettings policy;

    private AwardPlan(CaseId caseId, ApplicationDetails application, long lineage, int year, PolicySettings policy) {
        this.caseId = caseId;
        this.application = application;
        this.lineage = lineage;
        this.year = year;
        this.policy = policy;
    }

    /**
     * The requests, acceptance before evaluation; empty when nothing is to be given.
     *
     * @param lineage     the centre (同一中心)
     * @param grade       how the evaluation ended, if there was one
     * @param evaluatedOn the day of the evaluation's result
     * @param year        the year of the claim (兑现年度)
     * @throws Refusal {@code ERR_INVALID_COMBINATION} when the table has no such award
     */
    static List<AwardRequest> requests(
            CaseId caseId,
            ApplicationDetails application,
            long lineage,
            @Nullable Grade grade,
            @Nullable LocalDate evaluatedOn,
            int year,
            AwardRules rules,
            PolicySettings policy) {
        AwardPlan plan = new AwardPlan(caseId, application, lineage, year, policy);
        List<AwardRequest> requests = new ArrayList<>();
        if (application.type().includes(Matter.ACCEPTANCE)) {
            plan.add(requests, Matter.ACCEPTANCE, rules.rule(application.tier(), Matter.ACCEPTANCE, null), null);
        }
        if (application.type().includes(Matter.EVALUATION)) {
            plan.add(
                    requests,
                    Matter.EVALUATION,
                    rules.rule(application.tier(), Matter.EVALUATION, grade),
                    evaluatedOn == null ? null : evaluatedOn.getYear());
        }
        return requests;
    }

    private void add(List<AwardRequest> requests, Matter matter, AwardRule rule, @Nullable Integer evaluationYear) {
        switch (rule.mode()) {
            case NONE -> {}
            case NOT_OFFERED -> throw Refusal.invalid(
                    Refusals.INVALID_COMBINATION,
                    "%s没有%s补助，层级与申请类型的组合不成立。".formatted(application.tier().label(), matter.label()));
            case FIXED -> requests.add(request(matter, fixed(matter, rule), evaluationYear));
            case TOP_UP -> requests.add(request(matter, topUp(matter, rule), evaluationYear));
        }
    }

    private Basis fixed(Matter matter, AwardRule rule) {
        return new Basis.Fixed(
                GrantKey.label(application.tier(), matter), Yuan.ofWan(rule.amountWan()), rule.source());
    }

    private Basis topUp(Matter matter, AwardRule rule) {
        return new Basis.TopUp(
                GrantKey.label(application.tier(), matter), Yuan.ofWan(rule.amountWan()), topUpKinds(), rule.source());
    }

    private AwardRequest request(Matter matter, Basis basis, @Nullable Integer evaluationYear) {
        boolean yearly = matter == Matter.EVALUATION
                && policy.evaluationRepetition() == PolicySettings.EvaluationRepetition.ONCE_PER_YEAR;
        GrantKey key = new GrantKey(application.tier(), matter, lineage, yearly ? evaluationYear : null);
        long others = application.otherAidFor(matter);
        return AwardRequest.of(
                        caseId,
                        GrantKey.MEASURE,
                        key.toString(),
                        matter.name(),
                        key.label(),
                        Long.toString(lineage),
                        application.hostCode(),
                        year,
                        basis)
                .withCounterparts(counterparts(matter))
                .withOthers(others == 0 ? List.of() : List.of(new OtherGrant("申请人声明的同类政策", Yuan.of(others))));
    }

    private List<Counterpart> counterparts(Matter matter) {
        boolean dedup = matter == Matter.ACCEPTANCE
                || policy.provCityDedupScope() == PolicySettings.DedupScope.ACCEPT_AND_EXCELLENT;
        return switch (application.tier()) {
            case CITY -> dedup ? List.of(counterpart(Tier.PROV, matter, DEDUP_SOURCE)) : List.of();
            case PROV -> dedup ? List.of(counterpart(Tier.CITY, matter, DEDUP_SOURCE)) : List.of();
            case BRANCH -> policy.branchStacking() == PolicySettings.BranchStacking.STACK
                    ? List.of()
                    : List.of(
                            counterpart(Tier.CITY, matter, STACKING_SOURCE),
                            counterpart(Tier.PROV, matter, STACKING_SOURCE));
            case NATIONAL -> List.of();
        };
    }

    private Counterpart counterpart(Tier tier, Matter matter, String source) {
        GrantKey key = new GrantKey(tier, matter, lineage, null);
        return new Counterpart(key.toString(), key.label(), Overlap.DIFFERENCE, source);
    }

    private Set<String> topUpKinds() {
        return policy.topUpCounts() == PolicySettings.TopUpCounts.ALL_M16
                ? Set.of()
                : Set.of(Matter.ACCEPTANCE.name());
    }
}
