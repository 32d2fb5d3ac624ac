package cn.bioapproval.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface SubmissionRows extends Repository<Submission, Long> {

    Submission save(Submission submission);

    Optional<Submission> findById(long id);

    @Query("select s from Submission s where s.caseId = ?1 and s.elementId = ?2 order by s.submittedAt desc, s.id desc limit 1")
    Optional<Submission> latest(long caseId, String elementId);

    @Query("select s from Submission s where s.caseId = ?1 order by s.submittedAt, s.id")
    List<Submission> ofCase(long caseId);

    @Query(value = "select submission_id from intake_set_aside where case_id = ?1", nativeQuery = true)
    List<Long> setAside(long caseId);

    @Modifying
    @Query(
            value =
                    """
                    insert into intake_set_aside (submission_id, case_id, set_aside_at, actor, reason)
                    values (?1, ?2, ?3, ?4, ?5)""",
            nativeQuery = true)
    void setAside(long submissionId, long caseId, Instant at, @Nullable String actor, String reason);
}
