package cn.bioapproval.identity;

import org.springframework.data.repository.Repository;

interface RecusalRepository extends Repository<Recusal, Long> {

    Recusal save(Recusal recusal);

    boolean existsByUserIdAndApplicantCode(String userId, String applicantCode);
}
