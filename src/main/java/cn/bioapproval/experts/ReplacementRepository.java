package cn.bioapproval.experts;

import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ReplacementRepository extends Repository<Replacement, Long> {

    Replacement save(Replacement replacement);

    @Query("select r from Replacement r where r.drawId = ?1 order by r.id")
    List<Replacement> findByDrawIdOrderById(long drawId);
}
