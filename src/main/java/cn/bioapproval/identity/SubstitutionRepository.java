package cn.bioapproval.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface SubstitutionRepository extends Repository<Substitution, Long> {

    Substitution save(Substitution substitution);

    Optional<Substitution> findById(long id);

    /** Those in force on some of the days, on the side of the principal. */
    @Query("""
            select s from Substitution s
            where s.principal = :principal and s.fromDate <= :to and s.toDate >= :from
              and not exists (select 1 from SubstitutionEnd e where e.substitution = s)
            order by s.fromDate, s.id""")
    List<Substitution> ofPrincipal(String principal, LocalDate from, LocalDate to);

    /** Those in force on some of the days, on the side of the substitute. */
    @Query("""
            select s from Substitution s
            where s.deputy = :deputy and s.fromDate <= :to and s.toDate >= :from
              and not exists (select 1 from SubstitutionEnd e where e.substitution = s)
            order by s.fromDate, s.id""")
    List<Substitution> ofDeputy(String deputy, LocalDate from, LocalDate to);

    @Query("""
            select s from Substitution s left join fetch s.end
            where s.principal = :userId or s.deputy = :userId
            order by s.id desc""")
    List<Substitution> involving(String userId, Limit most);

    /** One appointment at a time, so that two at the same moment see each other. */
    @Query(value = "select 1 from (select pg_advisory_xact_lock(23)) locked", nativeQuery = true)
    int lock();
}
