package cn.bioapproval.clinicalcenter;

import java.util.Collection;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface ClinicalCenterRevocations extends Repository<ClinicalCenterRevocation, Long> {

    ClinicalCenterRevocation save(ClinicalCenterRevocation revocation);

    Optional<ClinicalCenterRevocation> findById(long id);

    boolean existsByOriginalCaseIdAndStatusIn(
            long originalCaseId, Collection<ClinicalCenterRevocation.Status> statuses);
}
