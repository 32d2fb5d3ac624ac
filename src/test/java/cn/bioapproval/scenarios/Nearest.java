package cn.bioapproval.scenarios;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody most likely meant. */
final class Nearest {

    private Nearest() {}

    /** The known word nearest to the given one, unless it is about another thing altogether. */
    static Optional<String> to(String given, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String word) -> distance(given, word)).thenComparing(word -> word))
                .filter(word -> distance(given, word) <= Math.max(2, Math.max(given.length(), word.length()) * 2 / 3));
    }

    /** The sentence to add to a message; empty when nothing is near. */
    static String hint(String given, Collection<String> known) {
        return to(given, known).map(word -> "是不是“" + word + "”？").orElse("");
    }

    /** Edit distance, upper and lower case alike; a word inside the other counts by what is missing at half. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        if (!a.isEmpty() && !b.isEmpty() && (a.contains(b) || b.contains(a))) {
            return (Math.abs(a.length() - b.length()) + 1) / 2;
        }
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] now = new int[b.length() + 1];
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(change, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[b.length()];
    }
}
