package cn.bioapproval.clinicalcenter;

import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface LineageHosts extends Repository<LineageHost, Long> {

    LineageHost save(LineageHost host);

    @Query("select h from LineageHost h where h.hostCode = ?1 and h.diseaseArea = ?2")
    Optional<LineageHost> findByHostCodeAndDiseaseArea(String hostCode, DiseaseArea diseaseArea);

    @Query(value = "select nextval('clinicalcenter_lineage_seq')", nativeQuery = true)
    long nextId();

    /** Two applications of the same host wait for each other until the transaction ends. */
    @Query(
            value = "select 1 from pg_advisory_xact_lock(hashtext('clinicalcenter_lineage'), hashtext(:hostCode))",
            nativeQuery = true)
    int lock(String hostCode);
}
