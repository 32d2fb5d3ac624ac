package cn.bioapproval.experts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The newest draw of a case and the replacements since, oldest first: who sits on its panel. */
final class Seating {

    private final Draw draw;
    private final List<Replacement> replacements;

    Seating(Draw draw, List<Replacement> replacements) {
        this.draw = draw;
        this.replacements = List.copyOf(replacements);
    }

    Draw draw() {
        return draw;
    }

    /** Experts by id, in the order of seats. */
    List<Long> seats() {
        List<Long> seats = new ArrayList<>(draw.drawn());
        replacements.forEach(change -> seats.set(seats.indexOf(change.leaving()), change.successor()));
        return seats;
    }

    /** Everybody who sits or has sat. */
    Set<Long> used() {
        Set<Long> used = new HashSet<>(draw.drawn());
        replacements.forEach(change -> used.add(change.successor()));
        return used;
    }

    Seating with(Replacement replacement) {
        List<Replacement> more = new ArrayList<>(replacements);
        more.add(replacement);
        return new Seating(draw, more);
    }
}
