package cn.bioapproval.devicelicence;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface LicenceMatters extends Repository<LicenceMatter, Long> {

    LicenceMatter save(LicenceMatter matter);

    Optional<LicenceMatter> findById(long id);
}
