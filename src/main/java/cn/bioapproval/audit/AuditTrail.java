package cn.bioapproval.audit;

import cn.bioapproval.cases.CaseId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The audit trail as auditors read and check it. Each case has a chain of its own, so that cases do not wait for each
 * other: entry <i>n</i> holds SHA-256(hash of entry <i>n</i>−1 ‖ its canonical content). {@link AuditAnchors} tie the
 * chains together from time to time, so that a removed tail or a removed case is noticed too.
 *
 * <p>What it cannot notice: changes by someone who rewrites a chain <em>and</em> every anchor since. Each anchor's hash
 * is therefore written to the log as well; keep the log elsewhere.
 */
@Service
@Transactional(readOnly = true)
public class AuditTrail {

    private static final String ENTRIES =
            "select case_id, seq, type, occurred_at, recorded_at, actor, on_behalf_of, facts, hash from audit_entry ";

    private final JdbcTemplate jdbc;

    AuditTrail(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Everything recorded of the case, oldest first. */
    public List<AuditRecord> of(CaseId caseId) {
        return jdbc.query(ENTRIES + "where case_id = ? order by seq", (row, n) -> {
            Link link = link(row);
            return new AuditRecord(
                    caseId,
                    link.seq(),
                    link.type(),
                    link.occurredAt(),
                    link.recordedAt(),
                    link.actor(),
                    link.onBehalfOf(),
                    CanonicalJson.read(link.facts()));
        }, caseId.value());
    }

    /**
     * Checks the chain of one case by itself (not against the anchors; {@link #verifyAll()} does).
     *
     * @return the first entry that does not hold; empty when all do
     */
    public Optional<AuditBreach> verify(CaseId caseId) {
        ChainCheck check = new ChainCheck(Map.of());
        jdbc.query(ENTRIES + "where case_id = ? order by seq", check::next, caseId.value());
        return check.breaches.stream().findFirst();
    }

    /** Checks every chain and every anchor. Reads the whole trail: minutes, not seconds, for millions of entries. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public AuditReport verifyAll() {
        List<Anchor> anchors = jdbc.query(
                "select id, taken_at, upto_id, heads, hash from audit_anchor order by id", Anchor::from);
        Map<Head, byte @Nullable []> anchored = new HashMap<>();
        anchors.forEach(anchor -> anchor.heads().forEach(head -> anchored.put(head, null)));

        ChainCheck chains = new ChainCheck(anchored);
        JdbcTemplate streaming = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        streaming.setFetchSize(2_000);
        streaming.query(ENTRIES + "order by case_id, seq", chains::next);
        chains.end();

        List<AuditBreach> breaches = new ArrayList<>(chains.breaches);
        anchorBreach(anchors, anchored).ifPresent(breaches::add);
        return new AuditReport(chains.cases, chains.entries, anchors.size(), chains.unanchored, List.copyOf(breaches));
    }

    private static Optional<AuditBreach> anchorBreach(List<Anchor> anchors, Map<Head, byte @Nullable []> hashes) {
        byte @Nullable [] previous = null;
        int expected = 1;
        for (Anchor anchor : anchors) {
            if (anchor.id() != expected) {
                return Optional.of(new AuditBreach(null, expected, "缺少第 " + expected + " 号审计锚点：锚点记录被删除。"));
            }
            MessageDigest digest = anchor.digestAfter(previous);
            for (Head head : anchor.heads()) {
                byte[] hash = hashes.get(head);
                if (hash == null) {
                    return Optional.of(new AuditBreach(
                            CaseId.of(head.caseId()),
                            head.seq(),
                            "第 %d 号审计锚点（%s）证明办件（内部编号 %d）曾有第 %d 条审计记录，现已不存在：记录被删除。"
                                    .formatted(
                                            anchor.id(), ShownTime.of(anchor.takenAt()), head.caseId(), head.seq())));
                }
                digest.update(hash);
            }
            if (!Arrays.equals(digest.digest(), anchor.hash())) {
                return Optional.of(new AuditBreach(
                        null,
                        anchor.id(),
                        "第 %d 号审计锚点（%s）与其所锚定的记录不符：此前的审计记录被整条改写，或锚点本身被改动。"
                                .formatted(anchor.id(), ShownTime.of(anchor.takenAt()))));
            }
            previous = anchor.hash();
            expected++;
        }
        return Optional.empty();
    }

    static Link link(ResultSet row) throws SQLException {
        return new Link(
                row.getLong("case_id"),
                row.getInt("seq"),
                row.getString("type"),
                instant(row, "occurred_at"),
                instant(row, "recorded_at"),
                row.getString("actor"),
                row.getString("on_behalf_of"),
                row.getString("facts"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** An entry that an anchor names. */
    record Head(long caseId, int seq) {}

    /** A stored anchor. */
    record Anchor(int id, Instant takenAt, long uptoId, byte[] packed, byte[] hash) {

        static Anchor from(ResultSet row, int n) throws SQLException {
            return new Anchor(
                    row.getInt("id"),
                    instant(row, "taken_at"),
                    row.getLong("upto_id"),
                    row.getBytes("heads"),
                    row.getBytes("hash"));
        }

        List<Head> heads() {
            List<Head> heads = new ArrayList<>(packed.length / 12);
            for (ByteBuffer buffer = ByteBuffer.wrap(packed); buffer.remaining() >= 12; ) {
                heads.add(new Head(buffer.getLong(), buffer.getInt()));
            }
            return heads;
        }

        /** The digest begun with everything of this anchor; the hashes of its heads follow in their order. */
        MessageDigest digestAfter(byte @Nullable [] previous) {
            return begin(previous, id, takenAt, uptoId, packed);
        }

        static MessageDigest begin(byte @Nullable [] previous, int id, Instant takenAt, long uptoId, byte[] packed) {
            MessageDigest digest = Link.sha256();
            digest.update(previous == null ? new byte[32] : previous);
            digest.update(ByteBuffer.allocate(28)
                    .putInt(id)
                    .putLong(takenAt.getEpochSecond())
                    .putInt(takenAt.getNano())
                    .putLong(uptoId)
                    .putInt(packed.length)
                    .array());
            digest.update(packed);
            return digest;
        }
    }

    /** Walks entries in the order of case and seq, and remembers the hashes that anchors will ask for. */
    private static final class ChainCheck {

        private final Map<Head, byte @Nullable []> anchored;
        private final List<AuditBreach> breaches = new ArrayList<>();
        private long cases;
        private long entries;
        private long unanchored;
        private long caseId;
        private int seq;
        private byte @Nullable [] previous;
        private boolean broken;

        ChainCheck(Map<Head, byte @Nullable []> anchored) {
            this.anchored = anchored;
        }

        void next(ResultSet row) throws SQLException {
            Link link = link(row);
            byte[] hash = row.getBytes("hash");
            if (link.caseId() != caseId) {
                end();
                cases++;
                caseId = link.caseId();
                seq = 0;
                previous = null;
                broken = false;
            }
            entries++;
            seq++;
            if (!broken) {
                if (link.seq() != seq) {
                    breach(seq, "缺少第 " + seq + " 条审计记录（其后是第 " + link.seq() + " 条）：记录被删除。");
                } else if (!Arrays.equals(link.hashAfter(previous), hash)) {
                    breach(seq, "第 " + seq + " 条审计记录（" + link.type() + "）与其校验值不符：它的内容被改动，或它之前的记录被替换。");
                }
            }
            seq = link.seq();
            previous = hash;
            if (anchored.containsKey(new Head(caseId, seq))) {
                anchored.put(new Head(caseId, seq), hash);
            }
        }

        void end() {
            if (caseId != 0 && !anchored.containsKey(new Head(caseId, seq))) {
                unanchored++;
            }
        }

        private void breach(int at, String what) {
            broken = true;
            breaches.add(new AuditBreach(CaseId.of(caseId), at, "办件（内部编号 " + caseId + "）" + what));
        }
    }
}
