package cn.bioapproval.codes;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * So many at once, and then one after each interval, for each key (the generic cell rate algorithm): a key is
 * remembered by one moment, the one at which all of its allowance will be back, and forgotten without loss when that
 * has passed.
 */
final class RateLimit {

    /** Where keys are counted that come when there are too many of them: together, as one. */
    private static final String THE_REST = "";

    private final long interval;
    private final long tolerance;
    private final int mostKeys;
    private final InstantSource clock;
    private final Map<String, Long> wholeAgainAt = new ConcurrentHashMap<>();

    /**
     * @param burst    how many at once
     * @param each     after how long one more is allowed
     * @param mostKeys how many keys are told apart at a time
     */
    RateLimit(int burst, Duration each, int mostKeys, InstantSource clock) {
        this.interval = each.toMillis();
        this.tolerance = interval * (burst - 1);
        this.mostKeys = mostKeys;
        this.clock = clock;
    }

    /** Takes one; or takes none and says how long to wait, rounded up to the second. */
    Duration take(String key) {
        long now = clock.millis();
        long[] wait = {0};
        wholeAgainAt.compute(known(key, now), (any, kept) -> {
            long from = kept == null ? now : Math.max(kept, now);
            wait[0] = Math.max(0, from - now - tolerance);
            return wait[0] > 0 ? from : from + interval;
        });
        return Duration.ofSeconds((wait[0] + 999) / 1000);
    }

    /** Gives back one that was taken. */
    void giveBack(String key) {
        wholeAgainAt.computeIfPresent(
                wholeAgainAt.containsKey(key) ? key : THE_REST, (any, kept) -> kept - interval);
    }

    private String known(String key, long now) {
        if (wholeAgainAt.size() < mostKeys || wholeAgainAt.containsKey(key)) {
            return key;
        }
        wholeAgainAt.values().removeIf(at -> at <= now);
        return wholeAgainAt.size() < mostKeys ? key : THE_REST;
    }

    int keys() {
        return wholeAgainAt.size();
    }

    void forget() {
        wholeAgainAt.clear();
    }
}
