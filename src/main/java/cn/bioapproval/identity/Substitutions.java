package cn.bioapproval.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Dated substitution (代理). Nobody substitutes for a substitute: only the one recorded acts, and only for the one
 * recorded. For one procedure and day a person has one substitute, so that it is always clear who answers for her.
 */
@Service
@Transactional
public class Substitutions {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final int LONGEST_REASON = 200;
    private static final int LONGEST_YEARS = 1;

    private final SubstitutionRepository substitutions;
    private final SubstitutionEndRepository ends;
    private final Clock clock;

    Substitutions(SubstitutionRepository substitutions, SubstitutionEndRepository ends, Clock clock) {
        this.substitutions = substitutions;
        this.ends = ends;
        this.clock = clock;
    }

    /**
     * What is to be recorded.
     *
     * @param principal who is substituted
     * @param deputy    who acts, somebody else
     * @param procedure process definition key; {@code null} for all procedures
     * @param from      first day, included (Asia/Shanghai)
     * @param to        last day, included, not over before today, at most a year after it
     * @param reason    why, in Chinese, at most 200 characters
     */
    public record Wish(
            String principal, String deputy, @Nullable String procedure, LocalDate from, LocalDate to, String reason) {}

    /**
     * Appoints a substitute.
     *
     * @param appointedBy      the principal in person, or an administrator
     * @param byAdministrator  whether {@code appointedBy} is an administrator
     * @throws IdentityRefusal {@code ERR_NOT_PERMITTED}, {@code ERR_INVALID_DATE}, {@code ERR_REQUEST_INVALID},
     *                         {@code ERR_SUBSTITUTION_OVERLAP} when there is a substitute already,
     *                         {@code ERR_SUBSTITUTION_CHAIN} when the chosen one is away herself
     */
    public Substitution appoint(Wish wish, String appointedBy, boolean byAdministrator) {
        requireEntitled(wish.principal(), appointedBy, byAdministrator, "登记");
        if (wish.principal().equals(wish.deputy())) {
            throw new IdentityRefusal("ERR_REQUEST_INVALID", "不能由本人代理本人，请另选代理人。");
        }
        requireReason(wish.reason());
        requireDates(wish.from(), wish.to());
        substitutions.lock();
        substitutions.ofPrincipal(wish.principal(), wish.from(), wish.to()).stream()
                .filter(known -> known.procedure() == null
                        || wish.procedure() == null
                        || known.procedure().equals(wish.procedure()))
                .findFirst()
                .ifPresent(known -> {
                    throw new IdentityRefusal(
                            "ERR_SUBSTITUTION_OVERLAP",
                            "与已登记的代理（" + days(known) + "）重叠：同一事项同一天只能有一名代理人。请调整日期，或者先提前结束原代理。");
                });
        substitutions.ofPrincipal(wish.deputy(), wish.from(), wish.to()).stream()
                .findFirst()
                .ifPresent(away -> {
                    throw new IdentityRefusal(
                            "ERR_SUBSTITUTION_CHAIN",
                            "所选的代理人在此期间（" + days(away) + "）自己也由他人代理，不能再代理别人；代理不能转委托，请另选代理人。");
                });
        return substitutions.save(new Substitution(wish, appointedBy, clock.instant()));
    }

    /** Ends a substitution at once; ending it twice changes nothing. Entitled are the principal and administrators. */
    public void end(long id, String endedBy, boolean byAdministrator) {
        Substitution substitution = substitutions.findById(id)
                .orElseThrow(() -> new IdentityRefusal("ERR_REQUEST_INVALID", "没有编号为 " + id + " 的代理登记。"));
        requireEntitled(substitution.principal(), endedBy, byAdministrator, "提前结束");
        substitutions.lock();
        if (!ends.existsById(id)) {
            ends.save(new SubstitutionEnd(substitution, endedBy, clock.instant()));
        }
    }

    @Transactional(readOnly = true)
    public Optional<Substitution> find(long id) {
        return substitutions.findById(id);
    }

    /** For whom the deputy acts in the procedure on that day. */
    @Transactional(readOnly = true)
    public Set<String> principalsOf(String deputy, String procedure, LocalDate day) {
        return inForceFor(deputy, day).stream()
                .filter(each -> each.procedure() == null || each.procedure().equals(procedure))
                .map(Substitution::principal)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Who acts for the principal in the procedure on that day. */
    @Transactional(readOnly = true)
    public Set<String> deputiesOf(String principal, String procedure, LocalDate day) {
        return inForceOf(principal, day, day).stream()
                .filter(each -> each.procedure() == null || each.procedure().equals(procedure))
                .map(Substitution::deputy)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** In which the person acts for others on that day. */
    @Transactional(readOnly = true)
    public List<Substitution> inForceFor(String deputy, LocalDate day) {
        return substitutions.ofDeputy(deputy, day, day);
    }

    /** Which hold for the person on some of the days, in which others act for her. */
    @Transactional(readOnly = true)
    public List<Substitution> inForceOf(String principal, LocalDate from, LocalDate to) {
        return substitutions.ofPrincipal(principal, from, to);
    }

    /** Which hold for the person on some of the days, in which she acts for others. */
    @Transactional(readOnly = true)
    public List<Substitution> entrustedTo(String deputy, LocalDate from, LocalDate to) {
        return substitutions.ofDeputy(deputy, from, to);
    }

    /** All of the person, on either side, the latest first. */
    @Transactional(readOnly = true)
    public List<Substitution> involving(String userId, int most) {
        return substitutions.involving(userId, Limit.of(most));
    }

    private void requireDates(LocalDate from, LocalDate to) {
        LocalDate today = LocalDate.now(clock);
        if (to.isBefore(from)) {
            throw new IdentityRefusal("ERR_INVALID_DATE", "代理的结束日期不能早于开始日期，请核对。");
        }
        if (to.isBefore(today)) {
            throw new IdentityRefusal("ERR_INVALID_DATE", "代理期限已经过去，请填写今天及以后的日期。");
        }
        if (to.isAfter(today.plusYears(LONGEST_YEARS))) {
            throw new IdentityRefusal("ERR_INVALID_DATE", "代理的结束日期最远到一年以后，请核对年份。");
        }
    }

    private static void requireReason(String reason) {
        if (reason.isBlank()) {
            throw new IdentityRefusal("ERR_REQUEST_INVALID", "请填写代理的理由，例如出差、休假。");
        }
        if (reason.strip().length() > LONGEST_REASON) {
            throw new IdentityRefusal("ERR_REQUEST_INVALID", "代理的理由不能超过" + LONGEST_REASON + "字。");
        }
    }

    private static String days(Substitution substitution) {
        return DAY.format(substitution.fromDate()) + "至" + DAY.format(substitution.toDate());
    }

    private static void requireEntitled(String principal, String by, boolean administrator, String what) {
        if (!administrator && !principal.equals(by)) {
            throw new IdentityRefusal("ERR_NOT_PERMITTED", "代理只能由被代理人本人或系统管理员" + what + "。");
        }
    }
}
