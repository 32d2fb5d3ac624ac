package cn.bioapproval.clock;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.calendar.WorkingDays;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Random histories of stops against the rule itself, applied day by day. */
class CountedDaysPropertiesTest {

    private static final LocalDate FIRST = LocalDate.of(2025, 11, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private final WorkingDays workingDays =
            WorkingDays.shipped(Clock.fixed(Instant.parse("2026-11-22T00:42:00Z"), OfficeClock.ZONE), true);

    @Provide
    Arbitrary<LocalDate> triggers() {
        return Arbitraries.integers().between(0, 300).map(FIRST::plusDays);
    }

    @Provide
    Arbitrary<List<Pause>> closedPauses() {
        return pause().list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Pause>> histories() {
        Arbitrary<Pause> open = Arbitraries.integers()
                .between(0, 386)
                .map(days -> new Pause(FIRST.plusDays(days), null));
        return Combinators.combine(pause().list().ofMaxSize(6), open.list().ofMaxSize(1))
                .as((closed, standing) -> {
                    List<Pause> all = new ArrayList<>(closed);
                    all.addAll(standing);
                    return all;
                });
    }

    private static Arbitrary<Pause> pause() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 330), Arbitraries.integers().between(0, 56))
                .as((start, length) -> new Pause(FIRST.plusDays(start), FIRST.plusDays(start + length)));
    }

    /** The rule word by word: was the clock running when this day began? */
    private static boolean runningWhenTheDayBegan(LocalDate day, List<Pause> pauses, LocalDate today) {
        return pauses.stream().noneMatch(pause -> {
            LocalDate resumedOn = pause.resumedOn();
            if (resumedOn == null) {
                resumedOn = pause.stoppedOn().isAfter(today) ? pause.stoppedOn() : today;
            }
            return pause.stoppedOn().isBefore(day) && !resumedOn.isBefore(day);
        });
    }

    private boolean counts(LocalDate day, List<Pause> pauses, LocalDate today) {
        return workingDays.isWorkingDay(day) && runningWhenTheDayBegan(day, pauses, today);
    }

    @Property
    void theCountAgreesWithTheRuleAppliedDayByDay(
            @ForAll("triggers") LocalDate trigger, @ForAll("histories") List<Pause> pauses) {
        int walked = 0;
        for (LocalDate day = trigger.plusDays(1); !day.isAfter(TODAY); day = day.plusDays(1)) {
            walked += counts(day, pauses, TODAY) ? 1 : 0;
        }
        assertThat(new CountedDays(workingDays, pauses).count(trigger, TODAY)).isEqualTo(walked);
    }

    @Property
    void theDeadlineAgreesWithTheRuleAppliedDayByDay(
            @ForAll("triggers") LocalDate trigger,
            @ForAll @IntRange(min = 1, max = 90) int limit,
            @ForAll("histories") List<Pause> pauses) {
        LocalDate day = trigger;
        for (int counted = 0; counted < limit; ) {
            day = day.plusDays(1);
            counted += counts(day, pauses, TODAY) ? 1 : 0;
        }
        assertThat(new CountedDays(workingDays, pauses).nth(trigger, limit, TODAY)).isEqualTo(day);
    }

    @Property
    void countingToTheDeadlineReturnsTheLimitAndTheDeadlineIsAWorkingDay(
            @ForAll("triggers") LocalDate trigger,
            @ForAll @IntRange(min = 1, max = 90) int limit,
            @ForAll("closedPauses") List<Pause> pauses) {
        CountedDays counted = new CountedDays(workingDays, pauses);
        LocalDate deadline = counted.nth(trigger, limit, TODAY);

        assertThat(counted.count(trigger, deadline)).isEqualTo(limit);
        assertThat(workingDays.isWorkingDay(deadline)).isTrue();
    }

    @Property
    void oneMoreStopOnlyMovesTheDeadlineLater(
            @ForAll("triggers") LocalDate trigger,
            @ForAll @IntRange(min = 1, max = 90) int limit,
            @ForAll("histories") List<Pause> pauses,
            @ForAll("closedPauses") List<Pause> more) {
        List<Pause> all = new ArrayList<>(pauses);
        all.addAll(more);

        assertThat(new CountedDays(workingDays, all).nth(trigger, limit, TODAY))
                .isAfterOrEqualTo(new CountedDays(workingDays, pauses).nth(trigger, limit, TODAY));
        assertThat(new CountedDays(workingDays, all).count(trigger, TODAY))
                .isLessThanOrEqualTo(new CountedDays(workingDays, pauses).count(trigger, TODAY));
    }

    @Property
    void overlappingStopsAreTheirUnion(
            @ForAll("triggers") LocalDate trigger,
            @ForAll @IntRange(max = 330) int start,
            @ForAll @IntRange(min = 1, max = 40) int length,
            @ForAll @IntRange(max = 40) int shift) {
        LocalDate first = FIRST.plusDays(start);
        int overlap = Math.min(shift, length);
        Pause one = new Pause(first, first.plusDays(length));
        Pause other = new Pause(first.plusDays(overlap), first.plusDays(overlap + length));
        Pause union = new Pause(first, first.plusDays(overlap + length));

        assertThat(new CountedDays(workingDays, List.of(one, other)).count(trigger, TODAY))
                .isEqualTo(new CountedDays(workingDays, List.of(union)).count(trigger, TODAY));
        assertThat(new CountedDays(workingDays, List.of(one, other)).nth(trigger, 60, TODAY))
                .isEqualTo(new CountedDays(workingDays, List.of(union)).nth(trigger, 60, TODAY));
    }

    @Property
    void theOrderOfStopsDoesNotMatter(
            @ForAll("triggers") LocalDate trigger, @ForAll("histories") List<Pause> pauses, @ForAll Random random) {
        List<Pause> shuffled = new ArrayList<>(pauses);
        Collections.shuffle(shuffled, random);

        assertThat(new CountedDays(workingDays, shuffled).count(trigger, TODAY))
                .isEqualTo(new CountedDays(workingDays, pauses).count(trigger, TODAY));
        assertThat(new CountedDays(workingDays, shuffled).nth(trigger, 60, TODAY))
                .isEqualTo(new CountedDays(workingDays, pauses).nth(trigger, 60, TODAY));
    }
}
