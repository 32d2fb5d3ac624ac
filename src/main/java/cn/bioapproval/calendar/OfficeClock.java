package cn.bioapproval.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The office's clock: system time in Asia/Shanghai, plus an offset that only a demonstration or a test turns. It is the
 * one {@link Clock} bean; those who keep time of their own (the engine) register to be told of the offset.
 */
public final class OfficeClock extends Clock {

    /** Office time (北京时间). */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final List<Consumer<Duration>> followers = new ArrayList<>();
    private volatile Duration offset = Duration.ZERO;

    @Override
    public ZoneId getZone() {
        return ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), offset);
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(offset);
    }

    /** How far this clock is ahead of the system's. */
    public Duration offset() {
        return offset;
    }

    /** Turns the clock to the given moment; it runs on from there. */
    public synchronized void turnTo(Instant moment) {
        turnBy(Duration.between(Clock.systemUTC().instant(), moment));
    }

    /** Sets the offset to system time. */
    public synchronized void turnBy(Duration newOffset) {
        offset = newOffset;
        followers.forEach(follower -> follower.accept(newOffset));
    }

    /** Tells the follower the offset now and whenever it changes. */
    public synchronized void follow(Consumer<Duration> follower) {
        followers.add(follower);
        follower.accept(offset);
    }
}
