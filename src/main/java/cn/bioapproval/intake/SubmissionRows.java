package cn.bioapproval.intake;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface SubmissionRows extends Repository<Submission, Long> {

    Submission save(Submission submission);

    Optional<Submission> findById(long id);

    Optional<Submission> findFirstByCaseIdAndElementIdOrderBySubmittedAtDescIdDesc(long caseId, String elementId);

    List<Submission> findByCaseIdOrderBySubmittedAtAscIdAsc(long caseId);
}
