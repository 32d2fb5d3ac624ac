package cn.bioapproval.funding;

import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseClosed;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.CaseRevoked;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.cases.TransactionBound;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Awards from proposal to payment, reversal and recovery. Every change is an entry of the ledger and a
 * {@link CaseEvent}; a correction is a counter-entry.
 *
 * <p>A proposal already holds its grant key and its share of the caps, under locks held until the transaction ends, so
 * that concurrent awards never exceed a cap. What a case holds is given back when it is proposed anew, reversed,
 * revoked, or closed without a grant. A {@link Refusal} does not doom the transaction: a procedure may turn it into a
 * path.
 *
 * <p>Within one transaction propose before you reserve, and propose several awards in one call: locks are then always
 * taken in the same order and nobody waits in a circle.
 */
@Service
@Transactional(noRollbackFor = Refusal.class)
public class Awards {

    private final AwardRepository awards;
    private final Ledger ledger;
    private final Budgets budgets;
    private final Locks locks;
    private final FundingProperties settings;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionBound<Map<CaseId, AwardsOfCase>> byCase = new TransactionBound<>(HashMap::new);

    Awards(
            AwardRepository awards,
            Ledger ledger,
            Budgets budgets,
            Locks locks,
            FundingProperties settings,
            Clock clock,
            ApplicationEventPublisher events) {
        this.awards = awards;
        this.ledger = ledger;
        this.budgets = budgets;
        this.locks = locks;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
    }

    /** As {@link #propose(List)}, for a case with a single award. */
    public Award propose(AwardRequest request) {
        return propose(List.of(request)).get(0);
    }

    /**
     * Calculates the awards of one case, in the order given: each sees the ones before it. They replace everything the
     * case proposed before and nobody has confirmed yet, whatever its grant key. When one is refused, the case is left
     * without any proposal.
     *
     * @throws Refusal the request's {@code ifGranted} when the grant was given before, {@code ERR_INVALID_AMOUNT},
     *                 {@code ERR_OVER_CAP}, or {@code ERR_CASE_STATE} when this case's award is confirmed already
     */
    public List<Award> propose(List<AwardRequest> requests) {
        CaseId caseId = theCaseOf(requests);
        locks.take(namesFor(requests));
        replaceProposalsOf(caseId);
        List<Award> proposed = new ArrayList<>();
        try {
            requests.forEach(request -> proposed.add(calculate(request)));
        } catch (Refusal refused) {
            replaceProposalsOf(caseId);
            throw refused;
        }
        proposed.forEach(award -> publish(new AwardProposed(
                caseId, award.id(), award.name(), award.amount(), award.explanation(), now(), actor())));
        return List.copyOf(proposed);
    }

    private Award calculate(AwardRequest request) {
        Explanation explanation = Calculation.of(request, standingFor(request), settings.overlap());
        Award award = awards.save(new Award(request, explanation, today(), now()));
        ofCase(request.caseId()).add(award);
        if (!award.amount().isZero()) {
            ledger.save(Entry.grant(award, today(), now(), actor()));
        }
        return award;
    }

    private static CaseId theCaseOf(List<AwardRequest> requests) {
        List<CaseId> cases = requests.stream().map(AwardRequest::caseId).distinct().toList();
        if (cases.size() != 1) {
            throw new IllegalArgumentException("Awards are proposed for one case at a time, not for " + cases);
        }
        return cases.get(0);
    }

    private static TreeSet<String> namesFor(List<AwardRequest> requests) {
        TreeSet<String> names = new TreeSet<>();
        for (AwardRequest request : requests) {
            names.add("funding/case/" + request.caseId());
            names.add("funding/grant/" + request.grantKey());
            names.add(beneficiary(request.measure(), request.beneficiaryKey()));
            request.counterparts().forEach(other -> names.add("funding/grant/" + other.grantKey()));
            if (request.lifetimeCap() != null) {
                names.add("funding/lifetime/" + request.lifetimeCap().scope() + "/" + request.beneficiaryKey());
            }
            if (request.annualCap() != null) {
                names.add("funding/annual/%s/%s/%d".formatted(
                        request.annualCap().scope(), request.enterpriseCode(), request.year()));
            }
        }
        return names;
    }

    private static String beneficiary(String measure, String beneficiaryKey) {
        return "funding/beneficiary/" + measure + "/" + beneficiaryKey;
    }

    private Standing standingFor(AwardRequest request) {
        Map<String, Yuan> counterparts = new HashMap<>();
        request.counterparts().forEach(other ->
                counterparts.put(other.grantKey(), Yuan.of(ledger.grantedUnder(other.grantKey()))));
        SharedCap lifetime = request.lifetimeCap();
        SharedCap annual = request.annualCap();
        return new Standing(
                Yuan.of(receivedForTopUp(request)),
                counterparts,
                grantedBefore(request),
                Yuan.of(lifetime == null ? 0 : ledger.lifetimeUsed(lifetime.scope(), request.beneficiaryKey())),
                Yuan.of(annual == null
                        ? 0
                        : ledger.annualUsed(annual.scope(), request.enterpriseCode(), request.year())),
                budgets.balance(request.year(), request.measure()));
    }

    private long receivedForTopUp(AwardRequest request) {
        if (request.basis() instanceof Basis.TopUp topUp) {
            return topUp.kinds().isEmpty()
                    ? ledger.grantedTo(request.measure(), request.beneficiaryKey())
                    : ledger.grantedTo(request.measure(), request.beneficiaryKey(), topUp.kinds());
        }
        return 0;
    }

    private @Nullable String grantedBefore(AwardRequest request) {
        Award before = awards.standing(request.grantKey()).orElse(null);
        if (before == null) {
            return null;
        }
        if (request.caseId().equals(before.caseId())) {
            throw Refusal.conflict(
                    RefusalCode.CASE_STATE,
                    "“%s”在本办件中%s，须先撤销原核定才能重新计算。".formatted(before.name(), before.status().label()));
        }
        return "%s %s %s".formatted(before.awardedOn(), before.amount(), before.status().label());
    }

    private void replaceProposalsOf(CaseId caseId) {
        List<Award> proposed = ofCase(caseId).lock().stream()
                .filter(award -> award.status() == AwardStatus.PROPOSED)
                .toList();
        proposed.forEach(award -> {
            award.replaced();
            counter(award, "重新计算");
        });
        if (!proposed.isEmpty()) {
            // Hibernate writes new rows before changed ones, but the grant keys must be free first.
            awards.flush();
        }
    }

    /** Settles all proposals of the case (核定). Doing so twice changes nothing. */
    public List<Award> confirm(CaseId caseId) {
        List<Award> standing = standingOf(caseId);
        for (Award award : standing) {
            if (award.status() == AwardStatus.PROPOSED) {
                award.confirm();
                publish(new AwardConfirmed(caseId, award.id(), award.name(), award.amount(), now(), actor()));
            }
        }
        return standing;
    }

    /** As {@link #reserveBudget(CaseId, int)}, from this year's budget. */
    public boolean reserveBudget(CaseId caseId) {
        return reserveBudget(caseId, today().getYear());
    }

    /**
     * Reserves the budget for all confirmed awards of the case, or for none of them. Nothing is reserved twice; awards
     * of zero need no budget.
     *
     * @param year fiscal year; the finance office may move a case into the next one (顺延)
     * @return whether everything the case was awarded is reserved now; otherwise it waits as QUEUED_BUDGET
     */
    public boolean reserveBudget(CaseId caseId, int year) {
        List<Award> waiting = standingOf(caseId).stream().filter(Award::awaitsBudget).toList();
        TreeMap<String, Yuan> needed = new TreeMap<>();
        waiting.forEach(award -> needed.merge(award.measure(), award.amount(), Yuan::plus));
        needed.values().removeIf(Yuan::isZero);
        boolean borne = budgets.reserve(year, needed);
        for (Award award : waiting) {
            CaseEvent event;
            if (borne) {
                award.reserved(year);
                event = new BudgetReserved(caseId, award.id(), award.name(), award.amount(), year, now(), actor());
            } else {
                award.queued();
                event = new BudgetQueued(caseId, award.id(), award.name(), award.amount(), year, now(), actor());
            }
            publish(event);
        }
        return borne;
    }

    /**
     * Pays what is still open of an award.
     *
     * @param paidOn  day of the payment (Asia/Shanghai), not in the future
     * @param voucher number of the payment voucher (拨款单); the same voucher pays an award only once
     */
    public Award pay(long awardId, LocalDate paidOn, String voucher) {
        return pay(lock(awardId), paidOn, voucher);
    }

    /** Pays with one voucher what is still open of every standing award of the case; awards of zero need no payment. */
    public void pay(CaseId caseId, LocalDate paidOn, String voucher) {
        standingOf(caseId).stream()
                .filter(award -> award.status() != AwardStatus.HISTORIC && !award.amount().isZero())
                .forEach(award -> pay(award, paidOn, voucher));
    }

    private Award pay(Award award, LocalDate paidOn, String voucher) {
        Movements before = ledger.movements(award.id(), voucher.strip());
        return pay(award, award.amount().less(before.paid()), before, paidOn, voucher);
    }

    /** Pays an instalment of an award; with the last one the award is paid. */
    public Award payInstalment(long awardId, Yuan amount, LocalDate paidOn, String voucher) {
        Award award = lock(awardId);
        return pay(award, amount, ledger.movements(awardId, voucher.strip()), paidOn, voucher);
    }

    private Award pay(Award award, Yuan amount, Movements before, LocalDate paidOn, String voucher) {
        award.requireReserved();
        requireMovement(award, amount, before, paidOn, voucher, "拨付");
        Yuan open = award.amount().less(before.paid());
        if (amount.compareTo(open) > 0) {
            throw Refusal.invalid(
                    RefusalCode.OVER_CAP, "拨付%s超过“%s”尚未拨付的%s，请核对金额。".formatted(amount, award.name(), open));
        }
        ledger.save(Entry.payment(award, amount, paidOn, voucher.strip(), now(), actor()));
        boolean completely = amount.equals(open);
        award.paid(completely);
        publish(new AwardPaid(
                caseOf(award), award.id(), award.name(), amount, paidOn, voucher.strip(), completely, now(), actor()));
        return award;
    }

    /**
     * Takes back every award of the case with counter-entries: the grant keys are free again and the amounts count
     * nowhere any more. Historic grants that the case brought to light stay. Reversing twice changes nothing.
     *
     * @param reason why, in Chinese
     * @return what was paid for them and must be recovered (追回)
     */
    public Yuan reverse(CaseId caseId, String reason) {
        if (reason.isBlank()) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "撤销核定须写明理由。");
        }
        reverse(
                standingOf(caseId).stream()
                        .filter(award -> award.status() != AwardStatus.HISTORIC)
                        .toList(),
                reason);
        return toRecover(caseId);
    }

    /** The budget bears what was paid until it comes back; the rest it has again at once. */
    private void reverse(List<Award> some, String reason) {
        TreeMap<Budgets.Key, Yuan> unpaid = new TreeMap<>();
        for (Award award : some) {
            award.reversed();
            counter(award, reason);
            Yuan outstanding = Yuan.of(ledger.outstandingOf(award.id()));
            award.budget().ifPresent(budget -> unpaid.merge(budget, award.amount().less(outstanding), Yuan::plus));
            publish(new AwardReversed(
                    caseOf(award), award.id(), award.name(), award.amount(), reason, outstanding, now(), actor()));
        }
        budgets.free(unpaid);
    }

    private void counter(Award award, String reason) {
        ledger.grantOf(award.id()).ifPresent(grant ->
                ledger.save(Entry.counter(award, grant, reason, today(), now(), actor())));
    }

    /** What was paid for reversed awards of the case and has not come back yet. */
    @Transactional(readOnly = true)
    public Yuan toRecover(CaseId caseId) {
        return of(caseId).stream()
                .filter(award -> award.status() == AwardStatus.REVERSED)
                .map(award -> Yuan.of(ledger.outstandingOf(award.id())))
                .reduce(Yuan.ZERO, Yuan::plus);
    }

    /**
     * Records money that came back for a reversed award.
     *
     * @param receivedOn day of the receipt (Asia/Shanghai), not in the future
     * @param voucher    number of the receipt
     * @return what is still to be recovered for the award
     * @throws Refusal {@code ERR_CASE_STATE} when the award stands, {@code ERR_OVER_CAP} when more than is outstanding
     */
    public Yuan recordRecovery(long awardId, Yuan amount, LocalDate receivedOn, String voucher, String reason) {
        Award award = lock(awardId);
        if (award.status() != AwardStatus.REVERSED) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "“%s”尚未撤销，不能登记追回。".formatted(award.name()));
        }
        Movements before = ledger.movements(awardId, voucher.strip());
        requireMovement(award, amount, before, receivedOn, voucher, "追回");
        Yuan outstanding = before.outstanding();
        if (amount.compareTo(outstanding) > 0) {
            throw Refusal.invalid(
                    RefusalCode.OVER_CAP, "追回%s超过“%s”应追回的%s，请核对金额。".formatted(amount, award.name(), outstanding));
        }
        ledger.save(Entry.recovery(award, amount, receivedOn, voucher.strip(), reason, now(), actor()));
        award.budget().ifPresent(budget -> budgets.free(new TreeMap<>(Map.of(budget, amount))));
        Yuan left = outstanding.less(amount);
        publish(new RecoveryRecorded(
                caseOf(award), awardId, award.name(), amount, receivedOn, voucher.strip(), left, now(), actor()));
        return left;
    }

    /**
     * Records a grant from before this ledger, once per grant key: recording the same again changes nothing, another
     * amount or date corrects it by a counter-entry, zero takes it back.
     *
     * @throws Refusal {@code ERR_DUPLICATE_CLAIM} when this system itself awarded that grant, {@code ERR_INVALID_DATE}
     *                 when paid in the future
     */
    public void recordHistoric(HistoricGrant grant) {
        if (grant.paidOn().isAfter(today())) {
            throw Refusal.invalid(RefusalCode.INVALID_DATE, "历史补助的拨付日期不能晚于今天，请核对。");
        }
        locks.take(historicNames(grant));
        Optional<Award> standing = awards.standing(grant.grantKey());
        if (standing.isPresent() && standing.get().status() != AwardStatus.HISTORIC) {
            throw Refusal.conflict(
                    RefusalCode.DUPLICATE_CLAIM, "“%s”已由本系统核定，无须补录为历史补助。".formatted(grant.name()));
        }
        if (standing.isPresent() && saysTheSame(standing.get(), grant)) {
            return;
        }
        standing.ifPresent(before -> {
            before.replaced();
            counter(before, "更正历史补助");
            awards.flush();
        });
        if (!grant.amount().isZero()) {
            addHistoric(grant);
        }
    }

    private void addHistoric(HistoricGrant grant) {
        Explanation explanation = new Explanation(List.of(new Explanation.Line(
                "历史已领", "%s拨付%s".formatted(grant.paidOn(), grant.amount()), grant.amount(), grant.evidence())));
        Award award = awards.save(new Award(grant, explanation, now()));
        ledger.save(Entry.historic(award, grant.paidOn(), grant.evidence(), now(), actor()));
        if (grant.recordedFor() != null) {
            ofCase(grant.recordedFor()).add(award);
        }
        if (grant.recordedFor() != null) {
            publish(new HistoricGrantRecorded(
                    grant.recordedFor(), award.id(), award.name(), award.amount(), grant.paidOn(), grant.evidence(),
                    now(), actor()));
        }
    }

    private static TreeSet<String> historicNames(HistoricGrant grant) {
        TreeSet<String> names = new TreeSet<>();
        names.add("funding/grant/" + grant.grantKey());
        names.add(beneficiary(grant.measure(), grant.beneficiaryKey()));
        if (grant.lifetimeScope() != null) {
            names.add("funding/lifetime/" + grant.lifetimeScope() + "/" + grant.beneficiaryKey());
        }
        if (grant.annualScope() != null) {
            names.add("funding/annual/%s/%s/%d".formatted(
                    grant.annualScope(), grant.enterpriseCode(), grant.paidOn().getYear()));
        }
        return names;
    }

    private boolean saysTheSame(Award award, HistoricGrant grant) {
        return award.amount().equals(grant.amount())
                && award.measure().equals(grant.measure())
                && award.kind().equals(grant.kind())
                && award.beneficiaryKey().equals(grant.beneficiaryKey())
                && award.enterpriseCode().equals(grant.enterpriseCode())
                && award.awardedOn().equals(grant.paidOn());
    }

    /**
     * What a beneficiary has received or been awarded of a measure and that still counts, oldest first: historic
     * grants, awards, proposals too (they hold their share); an award of zero is listed with zero.
     */
    @Transactional(readOnly = true)
    public List<Received> received(String measure, String beneficiaryKey) {
        return awards.standing(measure, beneficiaryKey).stream().map(this::received).toList();
    }

    /** The standing grant under that key, if there is one: another claim for it would be refused. */
    @Transactional(readOnly = true)
    public Optional<Received> granted(String grantKey) {
        return awards.standing(grantKey).map(this::received);
    }

    private Received received(Award award) {
        return new Received(
                award.grantKey(), award.kind(), award.name(), award.amount(), award.status(),
                award.awardedOn(), award.caseId());
    }

    /** Everything ever awarded in a case, with what was replaced or reversed since, oldest first. */
    @Transactional(readOnly = true)
    public List<Award> of(CaseId caseId) {
        return ofCase(caseId).all().stream()
                .filter(award -> award.status() != AwardStatus.HISTORIC)
                .toList();
    }

    /** What the case's awards that still count sum to. */
    @Transactional(readOnly = true)
    public Yuan total(CaseId caseId) {
        return of(caseId).stream().filter(Award::isStanding).map(Award::amount).reduce(Yuan.ZERO, Yuan::plus);
    }

    /** A case that ends without a grant gives back what it held; what was paid already must be reversed on purpose. */
    @EventListener
    void releaseWhenNotGranted(CaseClosed closed) {
        if (closed.outcome() != CaseOutcome.GRANTED) {
            reverse(
                    standingOf(closed.caseId()).stream()
                            .filter(award -> award.status() != AwardStatus.HISTORIC
                                    && award.status() != AwardStatus.PAID
                                    && award.status() != AwardStatus.PART_PAID)
                            .toList(),
                    "办件" + closed.outcome().label());
        }
    }

    /** A revoked case holds nothing; a procedure that wants its own reason in the ledger reverses before it revokes. */
    @EventListener
    void reverseWhenRevoked(CaseRevoked revoked) {
        reverse(revoked.caseId(), "办件已撤销");
    }

    private List<Award> standingOf(CaseId caseId) {
        return ofCase(caseId).lock().stream().filter(Award::isStanding).toList();
    }

    private AwardsOfCase ofCase(CaseId caseId) {
        return byCase.get().computeIfAbsent(caseId, id -> new AwardsOfCase(id, awards));
    }

    private Award lock(long awardId) {
        return awards.lock(awardId)
                .orElseThrow(() -> Refusal.notFound(RefusalCode.REQUEST_INVALID, "没有编号为 " + awardId + " 的核定记录。"));
    }

    private void requireMovement(
            Award award, Yuan amount, Movements before, LocalDate on, String voucher, String what) {
        if (amount.isZero()) {
            throw Refusal.invalid(RefusalCode.INVALID_AMOUNT, "“%s”没有需要%s的金额。".formatted(award.name(), what));
        }
        if (on.isAfter(today())) {
            throw Refusal.invalid(RefusalCode.INVALID_DATE, what + "日期不能晚于今天，请核对。");
        }
        if (voucher.isBlank()) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, what + "须填写凭证号。");
        }
        if (before.withThatVoucher() > 0) {
            throw Refusal.conflict(
                    RefusalCode.DUPLICATE_CLAIM, "凭证号%s已登记过，请勿重复%s。".formatted(voucher.strip(), what));
        }
    }

    private static CaseId caseOf(Award award) {
        CaseId caseId = award.caseId();
        if (caseId == null) {
            throw new IllegalStateException("Award " + award.id() + " belongs to no case");
        }
        return caseId;
    }

    private void publish(CaseEvent event) {
        events.publishEvent(event);
    }

    private Instant now() {
        return clock.instant();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private static Actor actor() {
        return Acting.current();
    }
}
