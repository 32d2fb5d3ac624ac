package cn.bioapproval.scenarios;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One scenario as its file has it, every key checked.
 *
 * @param at     where it stands
 * @param name   what it is about, in Chinese
 * @param golden id of the golden case it proves, if any
 */
record Scenario(Piece at, String name, @Nullable String golden, Body body) {

    /** The Monday on which a scenario begins that does not say when. */
    static final LocalDate BEGIN = LocalDate.of(2026, 3, 2);

    static final Set<String> HEAD = ordered("scenario", "golden", "source", "note");

    sealed interface Body permits Story, ClockTable, DecisionTable {}

    /** A story of people, days and forms. */
    record Story(
            LocalDate begin,
            List<Defaults> uses,
            Map<String, Deed> changes,
            Given given,
            List<Step> steps,
            List<Expectation> expectations)
            implements Body {}

    /** The statutory clock alone. */
    record ClockTable(Piece clock, List<Piece> stops, @Nullable Piece extension, Piece expect) implements Body {}

    /** A decision table alone, row by row. */
    record DecisionTable(String decision, List<Row> rows) implements Body {

        record Row(Piece at, Map<String, Piece> inputs, Piece expect) {}
    }

    /** How the people of the office do each step of one process unless a scenario says otherwise. */
    record Defaults(Piece at, String process, Deed start, Map<String, Deed> steps) {}

    /** What is there before the story begins. */
    record Given(
            Map<String, Piece> config,
            @Nullable Piece budget,
            @Nullable Piece holidays,
            List<Piece> recusals,
            List<Piece> substitutes,
            List<Piece> units,
            List<Piece> certificates) {}

    /**
     * How a step is done: by whom, with which form values, by every expert alike, how many working days later, or not
     * at all because one waits for the timer. Done several times, the n-th time may differ.
     */
    record Deed(
            Piece at,
            @Nullable String as,
            Map<String, Piece> form,
            @Nullable Boolean each,
            @Nullable Integer after,
            @Nullable Boolean waits,
            List<Deed> times) {

        /** What holds the n-th time, counted from 0. */
        Optional<Deed> time(int n) {
            if (times.isEmpty()) {
                return Optional.of(this);
            }
            return n < times.size() ? Optional.of(times.get(n)) : Optional.empty();
        }
    }

    /** A refusal that is expected. */
    record Refused(Piece at, @Nullable String code, List<String> message, Map<String, Piece> fields) {}

    sealed interface Step {

        Piece at();

        /** What this step is called in a message. */
        String shown();
    }

    record Start(Piece at, @Nullable String process, Deed deed, @Nullable String caseName, @Nullable Refused refused)
            implements Step {
        @Override
        public String shown() {
            return "发起" + (process == null ? "" : "“" + process + "”");
        }
    }

    record Do(Piece at, String step, Deed deed, @Nullable String caseName, @Nullable Refused refused) implements Step {
        @Override
        public String shown() {
            return "办理“" + step + "”";
        }
    }

    record Claim(Piece at, String step, String as, @Nullable String caseName) implements Step {
        @Override
        public String shown() {
            return "领取“" + step + "”";
        }
    }

    record Days(Piece at, int days) implements Step {
        @Override
        public String shown() {
            return "过 " + days + " 个工作日";
        }
    }

    record GoTo(Piece at, LocalDate date) implements Step {
        @Override
        public String shown() {
            return "到 " + date;
        }
    }

    record Timer(Piece at, String timer, @Nullable LocalDate due, @Nullable String caseName) implements Step {
        @Override
        public String shown() {
            return "等到“" + timer + "”";
        }
    }

    record Until(Piece at, @Nullable String step, Map<String, Deed> changes, @Nullable String caseName)
            implements Step {
        @Override
        public String shown() {
            return step == null ? "按默认办理到结束" : "按默认办理到“" + step + "”";
        }
    }

    record Funds(Piece at, Piece budget) implements Step {
        @Override
        public String shown() {
            return "安排预算";
        }
    }

    record Check(Piece at, Expectation expectation) implements Step {
        @Override
        public String shown() {
            return "核对";
        }
    }

    /** What must be so; the keys are checked, the values are read when they are compared. */
    record Expectation(Piece at, @Nullable String caseName, Map<String, Piece> what) {}

    /** The name of the test. */
    String title() {
        return golden == null ? name : name + "（" + golden + "）";
    }

    static Set<String> ordered(String... words) {
        Map<String, Boolean> set = new LinkedHashMap<>();
        for (String word : words) {
            set.put(word, true);
        }
        return set.keySet();
    }
}
