package cn.bioapproval.clinicalcenter;

import cn.bioapproval.intake.FormData;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one expert of the panel handed in.
 *
 * @param userId   the expert
 * @param conflict why the expert asks to be recused; {@code null} when there is an opinion
 * @param opinion  {@code null} when the expert is recused
 * @param score    0 to 100
 * @param remarks  in Chinese; empty when recused
 */
public record ExpertOpinion(
        String userId, @Nullable String conflict, @Nullable Conclusion opinion, @Nullable Long score, String remarks) {

    /** Reads the form of an expert. */
    public static ExpertOpinion of(String userId, FormData form) {
        return form.flag("conflictDeclared")
                ? new ExpertOpinion(userId, form.text("conflictReason"), null, null, "")
                : new ExpertOpinion(
                        userId,
                        null,
                        Conclusion.valueOf(form.text("opinion")),
                        form.integer("score"),
                        form.text("remarks"));
    }

    /** Those of the panel who still owe an opinion, in the order of seats. */
    static List<String> awaiting(List<String> panel, List<ExpertOpinion> opinions) {
        return panel.stream()
                .filter(member -> latestOf(member, opinions).map(latest -> latest.opinion() == null).orElse(true))
                .toList();
    }

    /** Those of the panel who asked to be recused. */
    static List<ExpertOpinion> recused(List<String> panel, List<ExpertOpinion> opinions) {
        return panel.stream()
                .flatMap(member -> latestOf(member, opinions).stream())
                .filter(latest -> latest.conflict() != null)
                .toList();
    }

    /** What a member of the panel said last. */
    public static Optional<ExpertOpinion> latestOf(String member, List<ExpertOpinion> opinions) {
        return opinions.stream().filter(opinion -> opinion.userId().equals(member)).reduce((earlier, later) -> later);
    }
}
