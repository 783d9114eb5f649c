package io.jbarman.diagnostics;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** "Did you mean": the known word that a misspelt one was most likely meant to be. */
public final class Suggestion {
    /** Longer words are no slips of the pen, and would take long to compare. */
    private static final int LONGEST = 80;

    /** More slips are another word. */
    private static final int MOST_SLIPS = 6;

    /** Each wrong word is compared with every known one, and there may be thousands of both. */
    private static final int MOST_COMPARED = 2000;

    /** More names than that are no help to anybody. */
    private static final int MOST_SHOWN = 40;

    private Suggestion() {}

    /** The nearest known word, if one is near: about one slip in three letters; case and {@code -}/{@code _} are no slip. */
    public static Optional<String> closest(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = normalised(word);
        int allowed = Math.min(MOST_SLIPS, Math.max(1, wanted.length() / 3));
        String best = null;
        int bestDistance = allowed + 1;
        int[][] rows = new int[wanted.length() + 1][LONGEST + MOST_SLIPS + 2];
        for (String candidate : (Iterable<String>) known.stream().limit(MOST_COMPARED)::iterator) {
            int distance = distance(wanted, normalised(candidate), bestDistance, rows);
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
        return known.isEmpty() ? "" : introduction + ": " + among(known);
    }

    /** The names, with commas; of many the first ones, and how many more there are. */
    public static String among(Collection<String> names) {
        String shown = names.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
        int left = names.size() - MOST_SHOWN;
        return left > 0 ? shown + " and " + left + " more" : shown;
    }

    private static String normalised(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /**
     * Damerau and Levenshtein's distance with neighbouring letters swapped as one slip; gives up at the limit, and does not
     * look where so many letters would be left out that it is reached.
     */
    private static int distance(String a, String b, int limit, int[][] rows) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        for (int i = 0; i <= a.length(); i++) {
            int from = Math.max(0, i - limit);
            int to = Math.min(b.length(), i + limit);
            int best = limit;
            for (int j = from; j <= to; j++) {
                boolean edge = j == i - limit || j == i + limit;
                rows[i][j] = i == 0 || j == 0 ? i + j : edge ? limit : cheapest(rows, a, b, i, j);
                best = Math.min(best, rows[i][j]);
            }
            if (best >= limit && i > 0) {
                return limit;
            }
        }
        return Math.min(limit, rows[a.length()][b.length()]);
    }

    private static int cheapest(int[][] rows, String a, String b, int i, int j) {
        int replaced = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
    }
}
