package cn.bioapproval.experts;

import java.util.List;
import org.springframework.data.repository.Repository;

interface ReplacementRepository extends Repository<Replacement, Long> {

    Replacement save(Replacement replacement);

    List<Replacement> findByDrawIdOrderById(long drawId);
}
