package cn.bioapproval.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface SubstitutionRepository extends JpaRepository<Substitution, Long> {

    @Query("""
            select s.principal from Substitution s
            where s.deputy = :deputy and (s.procedure is null or s.procedure = :procedure)
              and :day between s.fromDate and s.toDate and s.revokedAt is null""")
    Set<String> principalsOf(String deputy, String procedure, LocalDate day);

    @Query("""
            select s.deputy from Substitution s
            where s.principal = :principal and (s.procedure is null or s.procedure = :procedure)
              and :day between s.fromDate and s.toDate and s.revokedAt is null""")
    Set<String> deputiesOf(String principal, String procedure, LocalDate day);

    @Query("""
            select s from Substitution s
            where (s.principal = :userId or s.deputy = :userId) and s.toDate >= :day and s.revokedAt is null
            order by s.fromDate, s.id""")
    List<Substitution> currentOf(String userId, LocalDate day);
}
