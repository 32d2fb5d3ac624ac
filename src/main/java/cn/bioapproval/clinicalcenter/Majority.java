package cn.bioapproval.clinicalcenter;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The opinion that more than half of the experts share. Whoever concludes the review otherwise says why.
 *
 * @param votes   experts of that opinion
 * @param experts experts who gave an opinion
 */
public record Majority(Conclusion opinion, long votes, int experts) {

    /** The majority of the panel, each expert with the latest opinion; empty when none reaches more than half. */
    public static Optional<Majority> of(List<String> panel, List<ExpertOpinion> opinions) {
        List<Conclusion> given = panel.stream()
                .flatMap(member -> ExpertOpinion.latestOf(member, opinions).stream())
                .flatMap(latest -> Optional.ofNullable(latest.opinion()).stream())
                .toList();
        Map<Conclusion, Long> votes =
                given.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return votes.entrySet().stream()
                .filter(opinion -> opinion.getValue() * 2 > given.size())
                .map(opinion -> new Majority(opinion.getKey(), opinion.getValue(), given.size()))
                .findFirst();
    }

    /** For people, for example “通过（5 名专家中 4 名）”. */
    public String text() {
        return "%s（%d 名专家中 %d 名）".formatted(opinion.label(), experts, votes);
    }
}
