package cn.bioapproval.tasklist;

import cn.bioapproval.calendar.WorkingDays;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.catalog.Catalog;
import cn.bioapproval.engine.SignedIn;
import cn.bioapproval.engine.StandIns;
import cn.bioapproval.engine.Verbs;
import cn.bioapproval.identity.Recusal;
import cn.bioapproval.identity.Recusals;
import cn.bioapproval.identity.Substitution;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/substitutions} (代理): each her own, administrators everybody's; {@code /api/recusals}: who keeps away (回避).
 */
@RestController
class SubstitutionEndpoint {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final int MOST_PROCEDURES = 50;
    private static final int MOST_RECUSALS = 200;

    private final Absences absences;
    private final StandIns standIns;
    private final Recusals recusals;
    private final CaseRegister cases;
    private final SignedIn signedIn;
    private final WorkingDays workingDays;
    private final Catalog catalog;

    SubstitutionEndpoint(
            Absences absences,
            StandIns standIns,
            Recusals recusals,
            CaseRegister cases,
            SignedIn signedIn,
            WorkingDays workingDays,
            Catalog catalog) {
        this.catalog = catalog;
        this.absences = absences;
        this.standIns = standIns;
        this.recusals = recusals;
        this.cases = cases;
        this.signedIn = signedIn;
        this.workingDays = workingDays;
    }

    /**
     * For whom the person acts today, and what that lets her do.
     *
     * @param until     last day, 2026-03-05
     * @param procedure key of the procedure it is limited to; {@code null} for all
     */
    record Acting(
            String principal, String name, String until, @Nullable String procedure, String procedures, String may) {}

    /**
     * A record.
     *
     * @param from      2026-03-05
     * @param to        last day
     * @param state     {@link Substitution.State}
     * @param stateText 未开始, 生效中, 已结束, 已撤销, with who ended it early and when
     * @param mayEnd    whether the one who asks may end it now
     */
    record Line(
            long id,
            String principal,
            String deputy,
            String procedures,
            String from,
            String to,
            String reason,
            String recorded,
            String state,
            String stateText,
            boolean mayEnd) {}

    /**
     * The screen.
     *
     * @param person        whose records these are
     * @param administrator whether the one who asks records for others
     * @param people        for whom she may record: empty unless she is an administrator
     * @param deputies      who may be chosen to stand in for the person
     * @param hint          why nobody can be chosen, in Chinese; {@code null} if somebody can
     * @param seesRecusals  whether she may read the declarations of 回避
     */
    record Screen(
            String person,
            String name,
            boolean administrator,
            String today,
            List<Acting> acting,
            List<Line> records,
            List<Verbs.Option> people,
            List<Verbs.Option> deputies,
            List<Verbs.Option> procedures,
            @Nullable String hint,
            boolean seesRecusals) {}

    /** What is sent to record one; procedures empty or left out for all. */
    record Wish(
            @Nullable String principal,
            @Nullable String deputy,
            @Nullable List<@Nullable String> procedures,
            @Nullable String from,
            @Nullable String to,
            @Nullable String reason) {}

    /** Somebody keeps away from an applicant. */
    record Recused(String person, String applicant, String reason, String declared) {}

    @GetMapping("/api/substitutions")
    Screen screen(@RequestParam(required = false) @Nullable String person) {
        SignedIn.Person reader = signedIn.person();
        String whose = person == null || person.isBlank() ? reader.id() : person;
        List<Substitution> records = standIns.recordsOf(whose);
        Names names = new Names(signedIn);
        Map<String, String> procedures = standIns.procedures();
        boolean possible = standIns.mayBeSubstituted(whose);
        List<Verbs.Option> deputies = possible ? standIns.deputiesFor(whose) : List.of();
        return new Screen(
                whose,
                names.person(whose),
                reader.isAdministrator(),
                workingDays.today().toString(),
                acting(procedures, names),
                records.stream().map(each -> line(each, procedures, names, reader)).toList(),
                reader.isAdministrator() ? standIns.people() : List.of(),
                deputies,
                procedures.entrySet().stream()
                        .map(each -> new Verbs.Option(each.getKey(), each.getValue()))
                        .toList(),
                hint(possible, deputies, reader, whose),
                seesRecusals(reader));
    }

    /** For whom whoever is signed in acts today. */
    @GetMapping("/api/substitutions/acting")
    List<Acting> acting() {
        return acting(standIns.procedures(), new Names(signedIn));
    }

    @PostMapping("/api/substitutions")
    Map<String, List<Long>> appoint(@RequestBody Wish wish) {
        String principal = wish.principal() == null || wish.principal().isBlank()
                ? signedIn.person().id()
                : wish.principal();
        List<Substitution> appointed = absences.appoint(new StandIns.Wish(
                principal,
                filledIn(wish.deputy(), "请选择代理人。"),
                procedures(wish.procedures()),
                date(wish.from(), "开始日期"),
                date(wish.to(), "结束日期"),
                filledIn(wish.reason(), "请填写代理的理由，例如出差、休假。")));
        return Map.of("ids", appointed.stream().map(Substitution::id).toList());
    }

    @PostMapping("/api/substitutions/{id}/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable long id) {
        absences.end(id);
    }

    /** The latest declarations, for administrators, auditors and those who lead. */
    @GetMapping("/api/recusals")
    List<Recused> recusals() {
        if (!seesRecusals(signedIn.person())) {
            throw Refusal.forbidden(RefusalCode.NOT_PERMITTED, "回避登记只供负责人、审计和系统管理员查阅。");
        }
        Names names = new Names(signedIn);
        List<Recusal> declared = recusals.latest(MOST_RECUSALS);
        Map<String, String> applicants = cases.applicantNames(
                declared.stream().map(Recusal::applicantCode).distinct().toList());
        return declared.stream()
                .map(each -> new Recused(
                        names.person(each.userId()),
                        applicants.containsKey(each.applicantCode())
                                ? applicants.get(each.applicantCode()) + "（" + each.applicantCode() + "）"
                                : each.applicantCode(),
                        each.reason(),
                        Dates.shown(each.declaredAt())))
                .toList();
    }

    /** Administrators, auditors, and the heads whom the catalogue names. */
    private boolean seesRecusals(SignedIn.Person reader) {
        return reader.readsEverything()
                || catalog.all().stream()
                        .flatMap(item -> item.extensionBy().stream())
                        .anyMatch(reader.groups()::contains);
    }

    private List<Acting> acting(Map<String, String> procedures, Names names) {
        return standIns.today().stream()
                .map(standing -> acting(standing, procedures, names))
                .toList();
    }

    private static Acting acting(StandIns.Standing standing, Map<String, String> procedures, Names names) {
        String name = names.person(standing.principal());
        List<String> may = new ArrayList<>();
        may.add("办理" + name + "名下的任务");
        if (!standing.groups().isEmpty()) {
            may.add("认领" + names.groups(standing.groups()) + "待领的任务");
        }
        return new Acting(
                standing.principal(),
                name,
                standing.to().toString(),
                standing.procedure(),
                Absences.named(standing.procedure(), procedures),
                String.join("，", may));
    }

    private Line line(Substitution each, Map<String, String> procedures, Names names, SignedIn.Person reader) {
        Substitution.State state = each.state(workingDays.today());
        boolean open = state == Substitution.State.UPCOMING || state == Substitution.State.IN_FORCE;
        return new Line(
                each.id(),
                names.person(each.principal()),
                names.person(each.deputy()),
                Absences.named(each.procedure(), procedures),
                each.fromDate().toString(),
                each.toDate().toString(),
                each.reason(),
                names.person(each.createdBy()) + " " + Dates.shown(each.createdAt()),
                state.name(),
                stateText(each, state, names),
                open && (reader.isAdministrator() || reader.id().equals(each.principal())));
    }

    private static String stateText(Substitution each, Substitution.State state, Names names) {
        return switch (state) {
            case UPCOMING -> "未开始";
            case IN_FORCE -> "生效中";
            case OVER -> "已结束";
            case ENDED -> {
                Instant endedAt = Objects.requireNonNull(each.endedAt());
                String what = Dates.day(endedAt).isBefore(each.fromDate()) ? "已撤销" : "已提前结束";
                yield what + "（" + names.person(each.endedBy()) + " " + Dates.shown(endedAt) + "）";
            }
        };
    }

    private static @Nullable String hint(
            boolean possible, List<Verbs.Option> deputies, SignedIn.Person reader, String whose) {
        if (reader.isAdministrator() && reader.id().equals(whose)) {
            return "请先选择被代理人。系统管理员本人没有可以代理的办理职责。";
        }
        if (!possible) {
            return "没有可以代理的办理职责：评审专家、审计须由本人履行职责，不能由他人代理。";
        }
        return deputies.isEmpty() ? "同一单位没有其他同事，暂时无人可以代理；请系统管理员先为同事开设账号。" : null;
    }

    private static List<String> procedures(@Nullable List<@Nullable String> sent) {
        if (sent == null) {
            return List.of();
        }
        if (sent.size() > MOST_PROCEDURES || sent.contains(null)) {
            throw invalid("所选的事项有误，请刷新页面后重新选择。");
        }
        return sent.stream().map(Objects::requireNonNull).toList();
    }

    private static String filledIn(@Nullable String value, String message) {
        if (value == null || value.isBlank()) {
            throw invalid(message);
        }
        return value;
    }

    private static LocalDate date(@Nullable String value, String label) {
        try {
            return LocalDate.parse(filledIn(value, "请填写" + label + "。").strip(), DATE);
        } catch (DateTimeParseException unreadable) {
            throw Refusal.invalid(RefusalCode.INVALID_DATE, label + "填写有误，请按 2026-03-05 的格式填写。");
        }
    }

    private static Refusal invalid(String message) {
        return Refusal.invalid(RefusalCode.REQUEST_INVALID, message);
    }
}
