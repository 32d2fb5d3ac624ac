package cn.bioapproval.identity;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RecusalRepository extends Repository<Recusal, Long> {

    Recusal save(Recusal recusal);

    @Query("select count(r) > 0 from Recusal r where r.userId = ?1 and r.applicantCode = ?2")
    boolean existsByUserIdAndApplicantCode(String userId, String applicantCode);

    List<Recusal> findAllByOrderByIdDesc(Limit most);

    @Query("select r.userId from Recusal r where r.applicantCode in ?1")
    Set<String> usersRecusedFrom(Collection<String> applicantCodes);
}
