package cn.bioapproval.materials;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface MaterialVersions extends Repository<MaterialVersion, Long> {

    MaterialVersion save(MaterialVersion version);

    List<MaterialVersion> findByCaseIdOrderBySlotAscNumberDesc(long caseId);

    List<MaterialVersion> findByCaseIdAndSlotOrderByNumberDesc(long caseId, String slot);

    Optional<MaterialVersion> findByIdAndCaseId(long id, long caseId);
}
