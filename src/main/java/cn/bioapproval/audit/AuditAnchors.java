package cn.bioapproval.audit;

import cn.bioapproval.audit.AuditTrail.Anchor;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ties the chains of all cases together: an anchor hashes the anchor before it and the newest entry of every case that
 * moved since. With it, a tail or a whole case that is cut off the trail is missed, which a chain per case alone cannot
 * notice. The anchor's hash also goes to the log, so that the anchors themselves have a witness outside the database.
 *
 * <p>Entries are looked for by their id, from a little before the previous anchor's highest: ids are drawn just before
 * the commit, and transactions commit in another order than they draw. An entry that commits more than
 * {@value #OVERLAP} ids late is anchored with the next entry of its case.
 */
@Service
public class AuditAnchors {

    private static final Logger log = LoggerFactory.getLogger(AuditAnchors.class);
    private static final int OVERLAP = 5_000;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    AuditAnchors(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Scheduled(cron = "${bioapproval.audit.anchor-cron:0 7 * * * *}", zone = "Asia/Shanghai")
    @Transactional
    void everyHour() {
        anchor();
    }

    /**
     * Writes an anchor over all cases that moved since the last one; nothing when none did.
     *
     * @return how many cases it covers
     */
    @Transactional
    public int anchor() {
        jdbc.queryForList("select pg_advisory_xact_lock(11, 0)");
        List<Anchor> last = jdbc.query(
                "select id, taken_at, upto_id, heads, hash from audit_anchor order by id desc limit 1", Anchor::from);
        Anchor before = last.isEmpty() ? null : last.get(0);
        long seen = before == null ? 0 : before.uptoId();
        List<Newest> heads = jdbc.query(
                """
                select distinct on (case_id) case_id, seq, hash, max(id) over () from audit_entry
                where id > ? order by case_id, seq desc""",
                (row, n) -> new Newest(row.getLong(1), row.getInt(2), row.getBytes(3), row.getLong(4)),
                seen - OVERLAP);
        if (heads.isEmpty() || heads.get(0).highestId() <= seen) {
            return 0;
        }
        ByteBuffer packed = ByteBuffer.allocate(heads.size() * 12);
        heads.forEach(head -> packed.putLong(head.caseId()).putInt(head.seq()));
        int id = before == null ? 1 : before.id() + 1;
        Instant takenAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        long upto = heads.get(0).highestId();
        MessageDigest digest = Anchor.begin(before == null ? null : before.hash(), id, takenAt, upto, packed.array());
        heads.forEach(head -> digest.update(head.hash()));
        byte[] hash = digest.digest();
        jdbc.update(
                "insert into audit_anchor (id, taken_at, upto_id, heads, hash) values (?, ?, ?, ?, ?)",
                id, Timestamp.from(takenAt), upto, packed.array(), hash);
        log.info("Audit anchor {} over {} cases, entries up to {}: {}", id, heads.size(), upto,
                HexFormat.of().formatHex(hash));
        return heads.size();
    }

    private record Newest(long caseId, int seq, byte[] hash, long highestId) {}
}
