package cn.bioapproval.intake;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface SubmissionRows extends Repository<Submission, Long> {

    Submission save(Submission submission);

    Optional<Submission> findById(long id);

    @Query("select s from Submission s where s.caseId = ?1 and s.elementId = ?2 order by s.submittedAt desc, s.id desc limit 1")
    Optional<Submission> latest(long caseId, String elementId);

    @Query("select s from Submission s where s.caseId = ?1 order by s.submittedAt, s.id")
    List<Submission> ofCase(long caseId);

    @Query("""
            select s from Submission s
            where s.caseId = ?1 and not exists (select 1 from SetAside a where a.submissionId = s.id)
            order by s.submittedAt, s.id""")
    List<Submission> standing(long caseId);
}
