package cn.bioapproval.clock;

import cn.bioapproval.cases.CaseId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Extensions extensions;
    private boolean held;
    private @Nullable List<Segment> locked;
    private @Nullable List<Stop> known;
    private final Map<Long, Integer> extendedBy = new HashMap<>();

    Timeline(CaseId caseId, Segments segments, Stops stops, Extensions extensions) {
        this.caseId = caseId;
        this.segments = segments;
        this.stops = stops;
        this.extensions = extensions;
    }

    /** Locks the clock until the end of the transaction, for who changes its stops only; they are read again. */
    void hold() {
        if (!held) {
            known = new ArrayList<>(stops.ofHeld(caseId.value()));
            held = true;
        }
    }

    /** All stretches, locked until the end of the transaction; stops read before the lock are read again. */
    List<Segment> lock() {
        if (locked == null) {
            locked = new ArrayList<>(segments.lock(caseId.value()));
            known = held ? known : null;
            held = true;
        }
        return locked;
    }

    /** Whether nobody else changes what this transaction knows. */
    boolean isHeld() {
        return held;
    }

    /** All stretches: those locked, or as they stand in the database now. */
    List<Segment> stretches() {
        return held ? lock() : segments.findByCaseIdInOrderByCaseIdAscOrdinalAsc(List.of(caseId.value()));
    }

    Optional<Segment> running() {
        return lock().stream().filter(Segment::isOpen).findFirst();
    }

    void begin(Segment segment) {
        Segment begun = segments.save(segment);
        lock().add(begun);
        extendedBy.put(begun.id(), 0);
    }

    /** By how many working days the stretch was extended. */
    int extensionDays(Segment segment) {
        return held
                ? extendedBy.computeIfAbsent(segment.id(), this::storedExtensionDays)
                : storedExtensionDays(segment.id());
    }

    private int storedExtensionDays(long clockId) {
        return extensions.findByClockIdIn(List.of(clockId)).stream()
                .mapToInt(Extension::days)
                .sum();
    }

    void extend(Extension extension) {
        extensions.save(extension);
        extendedBy.computeIfPresent(extension.clockId(), (id, days) -> days + extension.days());
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
