package cn.bioapproval.experts;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface DrawRepository extends JpaRepository<Draw, Long> {

    /** A draw with one of its replacements, or with none. */
    record DrawnAndReplaced(Draw draw, @Nullable Replacement replacement) {}

    /** How often a panel was drawn for the case. */
    @Query("select coalesce(max(d.round), 0) from Draw d where d.caseId = ?1")
    int rounds(long caseId);

    /** The newest draw, once for each of its replacements, or once. */
    @Query("""
            select new cn.bioapproval.experts.DrawRepository$DrawnAndReplaced(d, r)
            from Draw d left join Replacement r on r.drawId = d.id
            where d.caseId = ?1 and d.round = (select max(newer.round) from Draw newer where newer.caseId = ?1)
            order by r.id""")
    List<DrawnAndReplaced> newest(long caseId);

    /** Who sits by the newest draw, if one was made. */
    default Optional<Seating> seating(long caseId) {
        List<DrawnAndReplaced> rows = newest(caseId);
        return rows.stream().findFirst().map(row -> new Seating(
                row.draw(),
                rows.stream().flatMap(each -> Stream.ofNullable(each.replacement())).toList()));
    }

    @Query(value = "select id from experts_draw where id = :id for update", nativeQuery = true)
    long lock(long id);
}
