package cn.bioapproval.cases;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface Cases extends JpaRepository<Case, Long> {

    /** What an applicant is called in one of her cases. */
    interface Applicant {
        String getCode();

        String getName();
    }

    @Query("""
            select upper(c.applicantCode) as code, max(c.applicantName) as name from Case c
            where upper(c.applicantCode) in ?1 group by upper(c.applicantCode)""")
    List<Applicant> applicants(Collection<String> codes);

    @Query(value = "select nextval('cases_case_seq')", nativeQuery = true)
    long nextNumber();
}
