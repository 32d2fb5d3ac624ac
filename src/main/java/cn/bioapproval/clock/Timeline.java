package cn.bioapproval.clock;

import cn.bioapproval.cases.CaseId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stretches and stops of one case's clock as the running transaction knows them: read once, locked once, and kept up
 * to date by whoever writes.
 */
final class Timeline {

    private final CaseId caseId;
    private final Segments segments;
    private final Stops stops;
    private @Nullable List<Segment> locked;
    private @Nullable List<Stop> known;

    Timeline(CaseId caseId, Segments segments, Stops stops) {
        this.caseId = caseId;
        this.segments = segments;
        this.stops = stops;
    }

    /** All stretches, locked until the end of the transaction; stops read before the lock are read again. */
    List<Segment> lock() {
        if (locked == null) {
            locked = new ArrayList<>(segments.lock(caseId.value()));
            known = null;
        }
        return locked;
    }

    Optional<Segment> running() {
        return lock().stream().filter(Segment::isOpen).findFirst();
    }

    void begin(Segment segment) {
        lock().add(segments.save(segment));
    }

    /** All stops, the earliest first. */
    List<Stop> stops() {
        if (known == null) {
            known = new ArrayList<>(stops.ofCase(caseId.value()));
        }
        return known;
    }

    Optional<Stop> openStop(String key) {
        return stops().stream().filter(Stop::isOpen).filter(stop -> stop.key().equals(key)).findFirst();
    }

    void stop(Stop stop) {
        stops().add(stops.save(stop));
    }
}
