package cn.bioapproval.funding;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How an amount came about, line by line, as a clerk would defend it. The last line's result is the amount. */
public record Explanation(List<Line> lines) {

    /**
     * One step of the calculation.
     *
     * @param step    Chinese name of the step, for example 单项上限
     * @param formula the formula with its numbers, in Chinese
     * @param result  what stands after this step
     * @param source  where the rule comes from; empty where nothing was applied
     */
    public record Line(String step, String formula, Yuan result, String source) {

        @Override
        public String toString() {
            return "%s：%s，得%s%s".formatted(step, formula, result, source.isEmpty() ? "" : "（依据：" + source + "）");
        }
    }

    public Explanation {
        lines = List.copyOf(lines);
    }

    /** The amount that it explains. */
    public Yuan amount() {
        return lines.get(lines.size() - 1).result();
    }

    /** All lines numbered, one per text line. */
    public String text() {
        return IntStream.range(0, lines.size())
                .mapToObj(i -> (i + 1) + ". " + lines.get(i))
                .collect(Collectors.joining("\n"));
    }
}
