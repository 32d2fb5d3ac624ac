package cn.bioapproval.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Dated substitution (代理). Nobody substitutes for a substitute: only the one recorded acts, and only for the one
 * recorded.
 */
@Service
@Transactional
public class Substitutions {

    private final SubstitutionRepository substitutions;
    private final Clock clock;

    Substitutions(SubstitutionRepository substitutions, Clock clock) {
        this.substitutions = substitutions;
        this.clock = clock;
    }

    /**
     * Appoints a substitute.
     *
     * @param principal            who is substituted
     * @param deputy               who acts, somebody else
     * @param procedure            process definition key; {@code null} for all procedures
     * @param from                 first day, included (Asia/Shanghai)
     * @param to                   last day, included, not over before today
     * @param appointedBy          the principal in person, or an administrator
     * @param byAdministrator      whether {@code appointedBy} is an administrator
     * @throws IdentityRefusal     {@code ERR_NOT_PERMITTED}, {@code ERR_INVALID_DATE} or {@code ERR_REQUEST_INVALID}
     */
    public Substitution appoint(
            String principal,
            String deputy,
            @Nullable String procedure,
            LocalDate from,
            LocalDate to,
            String appointedBy,
            boolean byAdministrator) {
        requireEntitled(principal, appointedBy, byAdministrator, "登记");
        if (principal.equals(deputy)) {
            throw new IdentityRefusal("ERR_REQUEST_INVALID", "不能由本人代理本人，请另选代理人。");
        }
        if (to.isBefore(from)) {
            throw new IdentityRefusal("ERR_INVALID_DATE", "代理的结束日期不能早于开始日期，请核对。");
        }
        if (to.isBefore(LocalDate.now(clock))) {
            throw new IdentityRefusal("ERR_INVALID_DATE", "代理期限已经过去，请填写今天及以后的日期。");
        }
        return substitutions.save(
                new Substitution(principal, deputy, procedure, from, to, appointedBy, clock.instant()));
    }

    /** Ends a substitution at once; ending it twice changes nothing. Entitled are the principal and administrators. */
    public void revoke(long id, String revokedBy, boolean byAdministrator) {
        Substitution substitution = substitutions.findById(id)
                .orElseThrow(() -> new IdentityRefusal("ERR_REQUEST_INVALID", "没有编号为 " + id + " 的代理登记。"));
        requireEntitled(substitution.principal(), revokedBy, byAdministrator, "撤销");
        substitution.revoke(revokedBy, clock.instant());
    }

    /** For whom the deputy acts in the procedure on that day. */
    @Transactional(readOnly = true)
    public Set<String> principalsOf(String deputy, String procedure, LocalDate day) {
        return Set.copyOf(substitutions.principalsOf(deputy, procedure, day));
    }

    /** Who acts for the principal in the procedure on that day. */
    @Transactional(readOnly = true)
    public Set<String> deputiesOf(String principal, String procedure, LocalDate day) {
        return Set.copyOf(substitutions.deputiesOf(principal, procedure, day));
    }

    /** Substitutions of the person, on either side, that run today or later. */
    @Transactional(readOnly = true)
    public List<Substitution> currentOf(String userId) {
        return substitutions.currentOf(userId, LocalDate.now(clock));
    }

    private static void requireEntitled(String principal, String by, boolean administrator, String what) {
        if (!administrator && !principal.equals(by)) {
            throw new IdentityRefusal("ERR_NOT_PERMITTED", "代理只能由被代理人本人或系统管理员" + what + "。");
        }
    }
}
