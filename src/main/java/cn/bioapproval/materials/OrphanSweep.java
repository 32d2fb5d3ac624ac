package cn.bioapproval.materials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes files that no version refers to: uploads that broke off, and content whose row was never committed. Only those
 * older than a day, so that no upload loses its file under its hands.
 */
class OrphanSweep {

    private static final Logger log = LoggerFactory.getLogger(OrphanSweep.class);
    private static final int AT_ONCE = 500;

    private final FileStore store;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration orphansLive;

    /** @param clock the time of the file system; the office's clock may be turned */
    OrphanSweep(
            FileStore store,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            Duration orphansLive) {
        this.store = store;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.orphansLive = orphansLive;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(cron = "${bioapproval.materials.sweep-cron:0 40 3 * * *}", zone = "Asia/Shanghai")
    void sweepNow() {
        try {
            int dropped = sweep();
            if (dropped > 0) {
                log.info("{} files were deleted to which no material refers", dropped);
            }
        } catch (UncheckedIOException | DataAccessException e) {
            log.warn("Files to which no material refers could not be looked for; the next night tries again", e);
        }
    }

    /** @return how many files with content were deleted */
    int sweep() {
        Instant before = clock.instant().minus(orphansLive);
        try {
            store.dropIncoming(before);
            List<byte[]> some = new ArrayList<>();
            int[] dropped = {0};
            store.eachOlder(before, content -> {
                some.add(content);
                if (some.size() == AT_ONCE) {
                    dropped[0] += dropOrphans(some, before);
                    some.clear();
                }
            });
            return dropped[0] + dropOrphans(some, before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int dropOrphans(List<byte[]> contents, Instant before) {
        Set<String> known = new HashSet<>(jdbc.queryForList(
                "select distinct encode(sha256, 'hex') from materials_version where sha256 = any(?)",
                String.class,
                (Object) contents.toArray(byte[][]::new)));
        int dropped = 0;
        for (byte[] content : contents) {
            if (!known.contains(HexFormat.of().formatHex(content)) && dropOrphan(content, before)) {
                dropped++;
            }
        }
        return dropped;
    }

    /** Looked at once more under the lock of the content: somebody may just now hand in the same. */
    private boolean dropOrphan(byte[] content, Instant before) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            jdbc.queryForList(Materials.LOCK_CONTENT, content);
            Boolean used = jdbc.queryForObject(
                    "select exists (select 1 from materials_version where sha256 = ?)", Boolean.class, content);
            return Boolean.FALSE.equals(used) && store.drop(content, before);
        }));
    }
}
