package cn.bioapproval.identity;

import cn.bioapproval.cases.TransactionBound;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Recusal (回避): who has declared a relation to an applicant. A declaration is never taken back. */
@Service
@Transactional
public class Recusals {

    private final RecusalRepository recusals;
    private final Clock clock;
    private final TransactionBound<Map<Relation, Boolean>> asked = new TransactionBound<>(HashMap::new);

    Recusals(RecusalRepository recusals, Clock clock) {
        this.recusals = recusals;
        this.clock = clock;
    }

    /**
     * Declares that the person keeps away from the applicant's cases; declaring it again changes nothing.
     *
     * @param applicantCode   unified social credit code of the applicant
     * @param reason          the relation, in Chinese
     * @throws IdentityRefusal {@code ERR_REQUEST_INVALID} without a reason
     */
    public void declare(String userId, String applicantCode, String reason) {
        if (reason.isBlank()) {
            throw new IdentityRefusal("ERR_REQUEST_INVALID", "登记回避须写明与申请单位的利害关系。");
        }
        Relation relation = new Relation(userId, normal(applicantCode));
        if (!isDeclared(relation)) {
            recusals.save(new Recusal(userId, relation.applicantCode(), reason.strip(), clock.instant()));
            asked.get().put(relation, true);
        }
    }

    /** Whether the person has declared a relation to the applicant; the database is asked once per transaction. */
    @Transactional(readOnly = true)
    public boolean isRecused(String userId, String applicantCode) {
        return asked.get().computeIfAbsent(new Relation(userId, normal(applicantCode)), this::isDeclared);
    }

    private boolean isDeclared(Relation relation) {
        return recusals.existsByUserIdAndApplicantCode(relation.userId(), relation.applicantCode());
    }

    private record Relation(String userId, String applicantCode) {}

    /** Everyone who has declared a relation to one of the applicants. */
    @Transactional(readOnly = true)
    public Set<String> recusedFrom(Collection<String> applicantCodes) {
        return recusals.usersRecusedFrom(applicantCodes.stream().map(Recusals::normal).toList());
    }

    /** The latest declarations of everybody, the latest first. */
    @Transactional(readOnly = true)
    public List<Recusal> latest(int most) {
        return recusals.findAllByOrderByIdDesc(Limit.of(most));
    }

    private static String normal(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }
}
