package cn.bioapproval.certificates;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface EntryRepository extends Repository<RegisterEntry, Long> {

    RegisterEntry save(RegisterEntry entry);

    @Query("select e from RegisterEntry e where e.certificateId = ?1 order by e.seq")
    List<RegisterEntry> findByCertificate(long certificateId);

    @Query(
            """
            select c from Certificate c where exists
            (select 1 from RegisterEntry e where e.certificateId = c.id and e.caseId = ?1) order by c.number""")
    List<Certificate> findCertificatesByCase(long caseId);

    @Query("select e from RegisterEntry e where e.certificateId = ?1 order by e.seq desc limit 1")
    Optional<RegisterEntry> findNewest(long certificateId);

    /** The newest of those that gave the certificate its term. */
    @Query(
            """
            select e from RegisterEntry e where e.certificateId = ?1
            and e.act in (GRANTED, ENTERED, RENEWED, REISSUED) order by e.seq desc limit 1""")
    Optional<RegisterEntry> findNewestPaper(long certificateId);
}
