package cn.bioapproval.experts;

import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.cases.TransactionBound;
import cn.bioapproval.experts.Panel.Member;
import cn.bioapproval.identity.Recusals;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Panels of experts on cases (专家组): drawn by lot from those who need not be recused, kept with the seed and the pool as
 * it was, so that anybody can replay the draw. A {@link Refusal} does not doom the transaction.
 */
@Service
@Transactional(noRollbackFor = Refusal.class)
public class Panels {

    /** The pool has too few experts who need not be recused. */
    public static final RefusalCode EXPERTS_NOT_ENOUGH = new RefusalCode("ERR_EXPERTS_NOT_ENOUGH");

    private final ExpertRepository experts;
    private final DrawRepository draws;
    private final ReplacementRepository replacements;
    private final EntityManager entities;
    private final CaseRegister cases;
    private final Recusals recusals;
    private final ExpertsProperties settings;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionBound<Map<CaseId, Seating>> seatings = new TransactionBound<>(HashMap::new);

    Panels(
            ExpertRepository experts,
            DrawRepository draws,
            ReplacementRepository replacements,
            EntityManager entities,
            CaseRegister cases,
            Recusals recusals,
            ExpertsProperties settings,
            Clock clock,
            ApplicationEventPublisher events) {
        this.experts = experts;
        this.draws = draws;
        this.replacements = replacements;
        this.entities = entities;
        this.cases = cases;
        this.recusals = recusals;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
    }

    /** As {@link #draw(CaseId, int, Set)}, of the configured size. */
    public Panel draw(CaseId caseId) {
        return draw(caseId, Set.of());
    }

    /** Draws a panel of the usual size; further units as in {@link #draw(CaseId, int, Set)}. */
    public Panel draw(CaseId caseId, Set<String> furtherUnits) {
        return draw(caseId, settings.panelSize(), furtherUnits);
    }

    /**
     * Draws a new panel for the case; a panel that sat before is released. Recused automatically are the experts of the
     * applicant's unit, of the further units, and those with a declared relation to any of them.
     *
     * @param furtherUnits unified social credit codes of co-applicants
     * @throws Refusal {@code ERR_EXPERTS_NOT_ENOUGH} when too few are left
     */
    public Panel draw(CaseId caseId, int size, Set<String> furtherUnits) {
        if (size < 1) {
            throw new IllegalArgumentException("A panel has at least one expert, not " + size);
        }
        Set<String> units = unitsOf(caseId, furtherUnits);
        Set<String> declared = recusals.recusedFrom(units);
        List<Candidate> candidates = experts.active().stream()
                .map(expert -> new Candidate(expert.id(), expert.name(), expert.unitName(), recusal(expert, units, declared)))
                .toList();
        Draw.Pool pool = new Draw.Pool(candidates, furtherUnits);
        int eligible = pool.eligible().size();
        if (eligible < size) {
            throw Refusal.conflict(
                    EXPERTS_NOT_ENOUGH,
                    "需抽取%d名专家，但专家库在库%d人中扣除回避后只剩%d人，请先补充专家库再抽取。"
                            .formatted(size, pool.candidates().size(), eligible));
        }
        int round = draws.rounds(caseId.value()) + 1;
        Draw draw = draws.save(new Draw(
                caseId, round, Lot.newSeed(), size, pool, clock.instant(), Acting.current().userId()));
        Panel panel = panelOf(caseId, know(caseId, new Seating(draw, List.of())));
        events.publishEvent(new ExpertsDrawn(
                caseId, round, draw.seed(), panel.members().stream().map(Member::name).toList(),
                pool.candidates().size() - eligible, clock.instant(), Acting.current()));
        return panel;
    }

    /**
     * Gives the seat of an expert to the next in the order of the lots who is still active and need not be recused.
     *
     * @param reason why the expert leaves, in Chinese
     * @throws Refusal {@code ERR_EXPERTS_NOT_ENOUGH} when nobody is left, {@code ERR_REQUEST_INVALID} when the expert
     *                 does not sit on the panel or no reason is given
     */
    public Panel replace(CaseId caseId, long expertId, String reason) {
        if (reason.isBlank()) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "更换专家须写明理由。");
        }
        Seating before = lock(caseId);
        if (!before.seats().contains(expertId)) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "该专家不在本办件的专家组中，请刷新后核对。");
        }
        Expert successor = nextAfter(caseId, before);
        Seating after = before.with(replacements.save(new Replacement(
                before.draw().id(), expertId, successor.id(), reason.strip(), clock.instant(),
                Acting.current().userId())));
        Expert leaving = experts.findById(expertId).orElseThrow();
        events.publishEvent(new ExpertReplaced(
                caseId, leaving.name(), successor.name(), reason.strip(), clock.instant(), Acting.current()));
        return panelOf(caseId, know(caseId, after));
    }

    /** Declares that an expert of the panel is recused from the applicant (回避), and gives the seat to the next. */
    public Panel recuse(CaseId caseId, long expertId, String reason) {
        Panel panel = replace(caseId, expertId, reason.isBlank() ? reason : "回避：" + reason);
        Expert expert = experts.findById(expertId).orElseThrow();
        recusals.declare(expert.userId(), cases.get(caseId).applicantCode(), reason);
        return panel;
    }

    /**
     * The panel that sits on the case now.
     *
     * @throws Refusal {@code ERR_CASE_STATE} when none was drawn yet
     */
    @Transactional(readOnly = true)
    public Panel panel(CaseId caseId) {
        return panelOf(caseId, seating(caseId));
    }

    /**
     * Makes sure that the person may speak as an expert of the case.
     *
     * @throws Refusal {@code ERR_NOT_PERMITTED} when not on the panel, {@code ERR_RECUSAL_REQUIRED} when a relation to
     *                 the applicant was declared since the draw
     */
    @Transactional(readOnly = true)
    public void requireSeat(CaseId caseId, String userId) {
        Seating seating = seating(caseId);
        if (!panelOf(caseId, seating).userIds().contains(userId)) {
            throw Refusal.forbidden(RefusalCode.NOT_PERMITTED, "您不在本办件的专家组中，不能提交专家意见。");
        }
        Expert expert = experts.findByUserId(userId).orElseThrow();
        Set<String> units = unitsOf(caseId, seating.draw().furtherUnits());
        if (recusal(expert, units, recusals.recusedFrom(units)) != null) {
            throw Refusal.forbidden(
                    RefusalCode.RECUSAL_REQUIRED, "您与申请单位有利害关系，须回避；请联系经办人更换专家。");
        }
    }

    private Seating seating(CaseId caseId) {
        Seating known = seatings.get().get(caseId);
        return known == null ? know(caseId, read(caseId)) : known;
    }

    /** Nobody else replaces an expert of the draw until the transaction ends; who sits is read anew under the lock. */
    private Seating lock(CaseId caseId) {
        draws.lock(seating(caseId).draw().id());
        return know(caseId, read(caseId));
    }

    private Seating read(CaseId caseId) {
        return draws.seating(caseId.value())
                .orElseThrow(() -> Refusal.conflict(RefusalCode.CASE_STATE, "本办件尚未抽取专家，请先抽取。"));
    }

    private Seating know(CaseId caseId, Seating seating) {
        seatings.get().put(caseId, seating);
        return seating;
    }

    private Expert nextAfter(CaseId caseId, Seating seating) {
        Set<Long> used = seating.used();
        Set<String> units = unitsOf(caseId, seating.draw().furtherUnits());
        Set<String> declared = recusals.recusedFrom(units);
        return seating.draw().replay().stream()
                .filter(id -> !used.contains(id))
                .map(id -> experts.findById(id).orElseThrow())
                .filter(expert -> expert.isActive() && recusal(expert, units, declared) == null)
                .findFirst()
                .orElseThrow(() -> Refusal.conflict(
                        EXPERTS_NOT_ENOUGH, "抽取名单中已没有可递补的专家，请补充专家库后重新抽取。"));
    }

    private Panel panelOf(CaseId caseId, Seating seating) {
        List<Member> members = withIds(seating.seats()).stream()
                .map(expert -> new Member(
                        expert.id(), expert.userId(), expert.name(), expert.unitName(), expert.specialty()))
                .toList();
        Draw draw = seating.draw();
        return new Panel(caseId, draw.round(), draw.seed(), members, draw.pool().candidates());
    }

    /** Those whom this transaction has not met yet are read in one go. */
    private List<Expert> withIds(List<Long> ids) {
        return entities.unwrap(Session.class).byMultipleIds(Expert.class).enableSessionCheck(true).multiLoad(ids);
    }

    private Set<String> unitsOf(CaseId caseId, Set<String> further) {
        Set<String> units = new TreeSet<>();
        units.add(normal(cases.get(caseId).applicantCode()));
        further.forEach(code -> units.add(normal(code)));
        return units;
    }

    private static @Nullable String recusal(Expert expert, Set<String> units, Set<String> declared) {
        if (units.contains(normal(expert.unitCode()))) {
            return "与申请单位同属一个单位";
        }
        return declared.contains(expert.userId()) ? "已登记与申请单位有利害关系" : null;
    }

    private static String normal(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }
}
