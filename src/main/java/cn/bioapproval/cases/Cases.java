package cn.bioapproval.cases;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface Cases extends JpaRepository<Case, Long> {

    @Query("select c from Case c where c.number = ?1")
    Optional<Case> findByNumber(String number);

    @Query(value = "select nextval('cases_case_seq')", nativeQuery = true)
    long nextNumber();
}
