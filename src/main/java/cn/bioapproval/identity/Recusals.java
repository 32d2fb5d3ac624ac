package cn.bioapproval.identity;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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
        String code = normal(applicantCode);
        if (!recusals.existsByUserIdAndApplicantCode(userId, code)) {
            recusals.save(new Recusal(userId, code, reason.strip(), clock.instant()));
        }
    }

    /** Whether the person has declared a relation to the applicant. */
    @Transactional(readOnly = true)
    public boolean isRecused(String userId, String applicantCode) {
        return recusals.existsByUserIdAndApplicantCode(userId, normal(applicantCode));
    }

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
