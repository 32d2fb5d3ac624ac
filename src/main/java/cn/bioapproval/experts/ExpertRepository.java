package cn.bioapproval.experts;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ExpertRepository extends JpaRepository<Expert, Long> {

    Optional<Expert> findByUserId(String userId);

    List<Expert> findAllByOrderById();

    @Query("select e from Expert e where e.active order by e.id")
    List<Expert> active();
}
