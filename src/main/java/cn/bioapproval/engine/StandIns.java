package cn.bioapproval.engine;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.catalog.Catalog;
import cn.bioapproval.catalog.ServiceItem;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.identity.Substitution;
import cn.bioapproval.identity.Substitutions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who stands in for whom (代理), recorded by the person herself or an administrator. What a substitute may then do is
 * decided where tasks are seen, claimed and handed in; here is who may be chosen. A substitute belongs to the same
 * unit as the person: the powers of an authority are not exercised by another one. Experts, auditors and
 * administrators act in person.
 */
@Service
@Transactional
public class StandIns {

    /** The chosen person cannot substitute this one. */
    public static final RefusalCode NOT_COLLEAGUE = new RefusalCode("ERR_NOT_COLLEAGUE");

    private static final int MOST_SHOWN = 100;

    private final Substitutions substitutions;
    private final Colleagues colleagues;
    private final TaskRights rights;
    private final SignedIn signedIn;
    private final DeployedModels models;
    private final Catalog catalog;
    private final OfficeClock clock;

    StandIns(
            Substitutions substitutions,
            Colleagues colleagues,
            TaskRights rights,
            SignedIn signedIn,
            DeployedModels models,
            Catalog catalog,
            OfficeClock clock) {
        this.substitutions = substitutions;
        this.colleagues = colleagues;
        this.rights = rights;
        this.signedIn = signedIn;
        this.models = models;
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * What is to be recorded.
     *
     * @param principal  user id of who is substituted
     * @param deputy     user id of who acts
     * @param procedures process definition keys; empty for all, today's and future ones
     * @param from       first day, included (Asia/Shanghai), today or later
     * @param to         last day, included
     * @param reason     in Chinese
     */
    public record Wish(
            String principal, String deputy, List<String> procedures, LocalDate from, LocalDate to, String reason) {}

    /**
     * For whom the person acts today.
     *
     * @param groups     ids of the groups whose offered tasks she may take in that one's place
     * @param procedure  process definition key; {@code null} for all
     */
    public record Standing(String principal, @Nullable String procedure, LocalDate to, List<String> groups) {}

    /** Procedures by key with their Chinese names: those that carry service items. */
    @Transactional(readOnly = true)
    public Map<String, String> procedures() {
        Map<String, String> names = new LinkedHashMap<>();
        catalog.all().stream()
                .map(ServiceItem::procedure)
                .distinct()
                .forEach(key -> models.process(key).ifPresent(process -> names.put(key, process.name())));
        return names;
    }

    /** Who can be substituted at all, with names: for administrators. */
    @Transactional(readOnly = true)
    public List<Verbs.Option> people() {
        signedIn.administrator();
        return colleagues.substitutable();
    }

    /** Who can substitute this person, with names; empty when she acts in person or is alone in her unit. */
    @Transactional(readOnly = true)
    public List<Verbs.Option> deputiesFor(String principal) {
        return colleagues.substitutesFor(principal);
    }

    /** Whether there is work of hers that another may do. */
    @Transactional(readOnly = true)
    public boolean mayBeSubstituted(String person) {
        return !rights.lendable(person).isEmpty();
    }

    /** For whom whoever is signed in acts today. */
    @Transactional(readOnly = true)
    public List<Standing> today() {
        return substitutions.inForceFor(signedIn.person().id(), LocalDate.now(clock)).stream()
                .map(each -> new Standing(
                        each.principal(),
                        each.procedure(),
                        each.toDate(),
                        List.copyOf(rights.lendable(each.principal()))))
                .toList();
    }

    /** Who acts for this person in the procedure today. */
    @Transactional(readOnly = true)
    public Optional<String> deputyOf(String person, String procedure) {
        return substitutions.deputiesOf(person, procedure, LocalDate.now(clock)).stream().findFirst();
    }

    /**
     * Everything recorded of the person, on either side, the latest first.
     *
     * @throws Refusal {@code ERR_NOT_PERMITTED} if it is somebody else and the one who asks is no administrator
     */
    @Transactional(readOnly = true)
    public List<Substitution> recordsOf(String person) {
        if (!signedIn.person().id().equals(person)) {
            signedIn.administrator();
        }
        return substitutions.involving(person, MOST_SHOWN);
    }

    /**
     * Records who stands in, one record per procedure.
     *
     * @return what was recorded
     * @throws Refusal with the reason; then nothing is recorded. Beside those of {@link Substitutions#appoint}:
     *                 {@code ERR_NOT_COLLEAGUE} if the chosen person is unknown, of another unit, or an expert
     */
    public List<Substitution> appoint(Wish wish) {
        SignedIn.Person by = signedIn.person();
        if (!by.isAdministrator() && !by.id().equals(wish.principal())) {
            throw Refusal.forbidden(RefusalCode.NOT_PERMITTED, "只能登记本人的代理；他人的代理请由其本人或者系统管理员登记。");
        }
        requireColleague(wish);
        if (wish.from().isBefore(LocalDate.now(clock))) {
            throw Refusal.invalid(RefusalCode.INVALID_DATE, "代理不能补登记：开始日期不能早于今天，请填写今天及以后的日期。");
        }
        if (!procedures().keySet().containsAll(wish.procedures())) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "所选的事项不存在或者已经停用，请刷新页面后重新选择。");
        }
        List<@Nullable String> each = new ArrayList<>(wish.procedures().stream().distinct().toList());
        if (each.isEmpty()) {
            each.add(null);
        }
        return each.stream()
                .map(procedure -> substitutions.appoint(
                        new Substitutions.Wish(
                                wish.principal(), wish.deputy(), procedure, wish.from(), wish.to(), wish.reason()),
                        by.id(),
                        by.isAdministrator()))
                .toList();
    }

    /** Those who are left without their substitute on some of these days, because she is away herself. */
    @Transactional(readOnly = true)
    public List<String> leftAlone(String away, LocalDate from, LocalDate to) {
        return substitutions.entrustedTo(away, from, to).stream()
                .map(Substitution::principal)
                .distinct()
                .toList();
    }

    /**
     * Ends a substitution at once, before its last day has passed.
     *
     * @return what was ended
     * @throws Refusal {@code ERR_REQUEST_INVALID} if there is none that the person may know of,
     *                 {@code ERR_NOT_PERMITTED} if she is the substitute, {@code ERR_CASE_STATE} if it is over
     */
    public Substitution end(long id) {
        SignedIn.Person by = signedIn.person();
        Substitution substitution = substitutions
                .find(id)
                .filter(known -> by.isAdministrator()
                        || known.principal().equals(by.id())
                        || known.deputy().equals(by.id()))
                .orElseThrow(() -> Refusal.notFound(RefusalCode.REQUEST_INVALID, "没有这条代理登记，请刷新后重试。"));
        switch (substitution.state(LocalDate.now(clock))) {
            case OVER, ENDED -> throw Refusal.conflict(RefusalCode.CASE_STATE, "这条代理已经结束，不用再结束。");
            default -> substitutions.end(id, by.id(), by.isAdministrator());
        }
        return substitution;
    }

    private void requireColleague(Wish wish) {
        if (wish.principal().equals(wish.deputy())) {
            return; // refused with its own words
        }
        if (rights.lendable(wish.principal()).isEmpty()) {
            throw Refusal.invalid(NOT_COLLEAGUE, "没有这个人，或者其职责须由本人履行（评审专家、审计、系统管理员），不能登记代理。");
        }
        if (colleagues.substitutesFor(wish.principal()).stream()
                .map(Verbs.Option::value)
                .noneMatch(wish.deputy()::equals)) {
            throw Refusal.invalid(NOT_COLLEAGUE, "所选的代理人不能代理：代理人须是同一单位的同事，不能是评审专家或者外单位人员，请重新选择。");
        }
    }
}
