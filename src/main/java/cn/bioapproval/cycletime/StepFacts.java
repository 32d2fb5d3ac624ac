package cn.bioapproval.cycletime;

import cn.bioapproval.cases.CaseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the facts say about the steps of cases. */
@Service
@Transactional(readOnly = true)
public class StepFacts {

    private static final String VISITS =
            """
            select s.case_id, s.visit, d.procedure, d.element_id, d.name, d.custody, d.clock_effect, d.clock_limit,
                   coalesce((select m.candidate_groups from cycletime_step_fact m where m.case_id = s.case_id
                             and m.visit = s.visit and m.kind = 'MOVE' order by m.id desc limit 1),
                            s.candidate_groups) as candidate_groups,
                   s.occurred_at, e.occurred_at as ended_at, e.kind as end_kind, e.actor
            from cycletime_step_fact s
            join cycletime_step d on d.id = s.step_id
            left join cycletime_step_fact e on e.case_id = s.case_id and e.visit = s.visit
                and e.kind in ('END', 'CANCEL')
            where s.kind = 'START' and\s""";

    private static final String COMPLETED =
            """
            select f.case_id, f.visit, d.procedure, d.element_id, d.name, f.occurred_at, f.actor,
                   coalesce((select s.occurred_at from cycletime_step_fact s where s.case_id = f.case_id
                             and s.visit = f.visit and s.kind = 'START'), f.occurred_at) as started_at
            from cycletime_step_fact f join cycletime_step d on d.id = f.step_id
            where f.kind = 'END' and\s""";

    private final JdbcTemplate jdbc;

    StepFacts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Every step the case passed or stands in, in the order in which they began. */
    public List<StepVisit> of(CaseId caseId) {
        return jdbc.query(VISITS + "s.case_id = ? order by s.occurred_at, s.id", StepFacts::visit, caseId.value());
    }

    /** The steps the case stands in now. */
    public List<StepVisit> openOf(CaseId caseId) {
        return jdbc.query(
                VISITS + "s.case_id = ? and e.id is null order by s.occurred_at, s.id",
                StepFacts::visit,
                caseId.value());
    }

    /** Every open step of every case, longest waiting first. For reports: it reads all facts. */
    public List<StepVisit> open() {
        return jdbc.query(VISITS + "e.id is null order by s.occurred_at, s.case_id, s.id", StepFacts::visit);
    }

    /** The steps the person completed herself (本人已办), newest first. The page's own sort order is ignored. */
    public Slice<CompletedStep> completedBy(String userId, Pageable page) {
        List<CompletedStep> found = jdbc.query(
                COMPLETED + "f.actor = ? order by f.occurred_at desc, f.id desc limit ? offset ?",
                StepFacts::completed,
                userId,
                page.getPageSize() + 1,
                page.getOffset());
        boolean more = found.size() > page.getPageSize();
        return new SliceImpl<>(more ? found.subList(0, page.getPageSize()) : found, page, more);
    }

    /** How many steps the person completed herself. */
    public long countCompletedBy(String userId) {
        Long count = jdbc.queryForObject(
                "select count(*) from cycletime_step_fact where kind = 'END' and actor = ?", Long.class, userId);
        return count == null ? 0 : count;
    }

    /** The step of the case that was completed in this visit, if it was. */
    public Optional<CompletedStep> completed(CaseId caseId, UUID visit) {
        return jdbc
                .query(
                        COMPLETED + "f.case_id = ? and f.visit = ? and f.actor is not null",
                        StepFacts::completed,
                        caseId.value(),
                        visit)
                .stream()
                .findFirst();
    }

    /** Whether the person completed any step of the case. */
    public boolean hasCompletedStepOf(CaseId caseId, String userId) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from cycletime_step_fact where case_id = ? and kind = 'END' and actor = ?)",
                Boolean.class,
                caseId.value(),
                userId));
    }

    private static CompletedStep completed(ResultSet row, int n) throws SQLException {
        return new CompletedStep(
                CaseId.of(row.getLong("case_id")),
                row.getObject("visit", UUID.class),
                row.getString("procedure"),
                row.getString("element_id"),
                row.getString("name"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getString("actor"));
    }

    private static StepVisit visit(ResultSet row, int n) throws SQLException {
        String groups = row.getString("candidate_groups");
        return new StepVisit(
                CaseId.of(row.getLong("case_id")),
                row.getObject("visit", UUID.class),
                row.getString("procedure"),
                row.getString("element_id"),
                row.getString("name"),
                new Step(
                                row.getString("procedure"),
                                row.getString("element_id"),
                                row.getString("name"),
                                row.getString("custody"),
                                row.getString("clock_effect"),
                                row.getString("clock_limit"))
                        .profile(),
                groups == null ? List.of() : List.of(groups.split(",")),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                instant(row, "ended_at"),
                "CANCEL".equals(row.getString("end_kind")),
                row.getString("actor"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
