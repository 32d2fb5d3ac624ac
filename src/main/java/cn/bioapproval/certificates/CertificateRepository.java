package cn.bioapproval.certificates;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface CertificateRepository extends Repository<Certificate, Long> {

    Certificate save(Certificate certificate);

    /** Writes what has changed, so that whoever came too late learns it before anything else is written. */
    void flush();

    @Query("select c from Certificate c where c.number = ?1")
    Optional<Certificate> findByNumber(String number);

    @Query("select c from Certificate c where c.id = ?1")
    Optional<Certificate> findById(long id);

    @Query("select c from Certificate c where c.renewalCaseId = ?1")
    List<Certificate> findByRenewalCaseId(long caseId);
}
