package cn.bioapproval.clinicalcenter;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface ClinicalCenterApplications extends Repository<ClinicalCenterApplication, Long> {

    ClinicalCenterApplication save(ClinicalCenterApplication application);

    Optional<ClinicalCenterApplication> findById(long id);
}
