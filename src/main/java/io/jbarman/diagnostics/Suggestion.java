package io.jbarman.diagnostics;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean": the known word that a misspelt one was most likely meant to be. */
public final class Suggestion {
    /** Longer words are no slips of the pen, and would take long to compare. */
    private static final int LONGEST = 80;

    private Suggestion() {}

    /** The nearest known word, if one is near: about one slip in three letters; case and {@code -}/{@code _} are no slip. */
    public static Optional<String> closest(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = normalised(word);
        int allowed = Math.max(1, wanted.length() / 3);
        String best = null;
        int bestDistance = allowed + 1;
        for (String candidate : known) {
            int distance = distance(wanted, normalised(candidate), bestDistance);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** {@code did you mean 'x'?}, else the known words after the given introduction, else nothing. */
    public static String hint(String word, Collection<String> known, String introduction) {
        Optional<String> near = closest(word, known);
        if (near.isPresent()) {
            return "did you mean '" + near.get() + "'?";
        }
        return known.isEmpty() ? "" : introduction + ": " + String.join(", ", known);
    }

    private static String normalised(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** Damerau and Levenshtein's distance with neighbouring letters swapped as one slip; gives up at the limit. */
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : cheapest(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int cheapest(int[][] rows, String a, String b, int i, int j) {
        int replaced = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
    }
}
