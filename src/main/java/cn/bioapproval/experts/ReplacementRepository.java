package cn.bioapproval.experts;

import org.springframework.data.repository.Repository;

interface ReplacementRepository extends Repository<Replacement, Long> {

    Replacement save(Replacement replacement);
}
