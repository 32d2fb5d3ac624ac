package cn.bioapproval.identity;

import org.springframework.data.repository.Repository;

interface SubstitutionEndRepository extends Repository<SubstitutionEnd, Long> {

    SubstitutionEnd save(SubstitutionEnd end);

    boolean existsById(long substitutionId);
}
