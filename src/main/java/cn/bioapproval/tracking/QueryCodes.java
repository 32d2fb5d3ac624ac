package cn.bioapproval.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseOpened;
import cn.bioapproval.codes.TypedCode;
import cn.bioapproval.engine.ToldAtOpening;
import cn.bioapproval.notifications.MessageSecrets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Query codes: one for each case, made when it opens; only its HMAC-SHA-256 over number and code is kept. The code
 * itself is known inside the transaction that makes it, for the acknowledgement to the applicant and the answer to the
 * clerk, and nowhere afterwards.
 */
@Service
class QueryCodes implements MessageSecrets, ToldAtOpening {

    private static final String PLACEHOLDER = "queryCode";
    private static final String ADDRESS = "progressAddress";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int LONGEST_NUMBER = 40;

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TrackingProperties settings;
    private final SecretKeySpec key;

    QueryCodes(JdbcTemplate jdbc, Clock clock, ApplicationEventPublisher events, TrackingProperties settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
        this.settings = settings;
        byte[] secret = settings.key() == null ? keptKey() : settings.key().getBytes(UTF_8);
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    private byte[] keptKey() {
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        jdbc.update(
                "insert into tracking_key (id, key, made_at) values (1, ?, ?) on conflict do nothing",
                fresh,
                Timestamp.from(clock.instant()));
        return jdbc.queryForObject("select key from tracking_key where id = 1", byte[].class);
    }

    /** The case with this number, if this is its code now. As much work whether there is such a case or not. */
    @Transactional(readOnly = true)
    public Optional<CaseId> caseOf(@Nullable String number, @Nullable String code) {
        String asked = numberMeant(number);
        byte[] hash = hash(asked, TypedCode.meant(code == null ? "" : code));
        List<Kept> kept = jdbc.query(
                "select case_id, hash from tracking_query_code where case_number = ? order by round desc limit 1",
                (row, n) -> new Kept(row.getLong(1), row.getBytes(2)),
                asked);
        Kept newest = kept.isEmpty() ? Kept.NONE : kept.get(0);
        return MessageDigest.isEqual(newest.hash, hash) ? Optional.of(CaseId.of(newest.caseId)) : Optional.empty();
    }

    /** A number as it is kept; empty if it is longer than any. */
    static String numberMeant(@Nullable String typed) {
        if (typed == null || typed.length() > LONGEST_NUMBER) {
            return "";
        }
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
    }

    /** Gives the case another code; the old one is void at once. The only time that it can be read is now. */
    @Transactional
    public String reissue(Case of) {
        String code = TypedCode.random();
        keep(of.id(), of.number(), code);
        Fresh.ofThisTransaction(this).codes.put(of.id(), code);
        events.publishEvent(new QueryCodeReissued(of.id(), clock.instant(), Acting.current()));
        return code;
    }

    /** When the code that holds now was given out. */
    @Transactional(readOnly = true)
    public Optional<Instant> issuedAt(String number) {
        return jdbc
                .query(
                        "select issued_at from tracking_query_code where case_number = ? order by round desc limit 1",
                        (row, n) -> row.getTimestamp(1).toInstant(),
                        number)
                .stream()
                .findFirst();
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(CaseOpened opened) {
        ofOpened(opened);
    }

    /** Whoever asks first makes it. */
    private String ofOpened(CaseOpened opened) {
        return Fresh.ofThisTransaction(this).codes.computeIfAbsent(opened.caseId(), caseId -> {
            String code = TypedCode.random();
            keep(caseId, opened.number(), code);
            return code;
        });
    }

    private void keep(CaseId caseId, String number, String code) {
        String kept = numberMeant(number);
        jdbc.update(
                """
                insert into tracking_query_code (case_number, round, case_id, hash, issued_at, issued_by)
                values (?, 1 + coalesce((select max(round) from tracking_query_code where case_number = ?), 0),
                        ?, ?, ?, ?)""",
                kept,
                kept,
                caseId.value(),
                hash(kept, TypedCode.meant(code)),
                Timestamp.from(clock.instant()),
                Acting.current().userId());
    }

    private byte[] hash(String number, String code) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal((number + "\n" + code).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public Map<String, String> secretsOf(CaseEvent event) {
        String code = event instanceof CaseOpened opened
                ? ofOpened(opened)
                : event instanceof QueryCodeReissued ? Fresh.ofThisTransaction(this).codes.get(event.caseId()) : null;
        if (code == null) {
            return Map.of();
        }
        return settings.address() == null
                ? Map.of(PLACEHOLDER, code)
                : Map.of(PLACEHOLDER, code, ADDRESS, settings.address());
    }

    @Override
    public Map<String, String> toldAtOpening(CaseId caseId) {
        String code = Fresh.ofThisTransaction(this).codes.get(caseId);
        return code == null ? Map.of() : Map.of(PLACEHOLDER, code);
    }

    private record Kept(long caseId, byte[] hash) {

        /** As long as a hash, and the hash of nothing. */
        static final Kept NONE = new Kept(0, new byte[KEY_BYTES]);
    }

    /** The codes that this transaction made. */
    private record Fresh(QueryCodes owner, Map<CaseId, String> codes) implements TransactionSynchronization {

        static Fresh ofThisTransaction(QueryCodes owner) {
            Fresh fresh = (Fresh) TransactionSynchronizationManager.getResource(owner);
            if (fresh == null) {
                fresh = new Fresh(owner, new HashMap<>());
                TransactionSynchronizationManager.bindResource(owner, fresh);
                TransactionSynchronizationManager.registerSynchronization(fresh);
            }
            return fresh;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(owner);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(owner, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(owner);
        }
    }
}
