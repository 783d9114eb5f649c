package io.jbarman.report;

import java.util.ArrayList;
import java.util.List;

/** Two texts line by line: what was expected and is not there, what is there and was not expected. */
public final class LineDifference {
    /** Lines of a text beyond which the comparison would take long. */
    private static final int MOST = 3000;

    private LineDifference() {}

    /** Lines that begin with {@code -} or {@code +}, and with a blank where both agree around them. */
    public static String of(String expected, String found, Ink ink) {
        List<String> before = List.of(expected.split("\n", -1));
        List<String> after = List.of(found.split("\n", -1));
        if (before.size() > MOST || after.size() > MOST) {
            return "  the texts differ, and are too long to be compared here\n";
        }
        StringBuilder text = new StringBuilder();
        for (String line : lines(before, after)) {
            String painted = line.startsWith("-") ? ink.bad(line) : line.startsWith("+") ? ink.good(line) : line;
            text.append("  ").append(painted).append('\n');
        }
        return text.toString();
    }

    private static List<String> lines(List<String> before, List<String> after) {
        int[][] common = common(before, after);
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            boolean same =
                    i < before.size() && j < after.size() && before.get(i).equals(after.get(j));
            if (same) {
                lines.add("  " + before.get(i));
                i++;
                j++;
            } else if (j >= after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add("- " + before.get(i++));
            } else {
                lines.add("+ " + after.get(j++));
            }
        }
        return nearChanges(lines);
    }

    /** The length of the longest common rest from each pair of lines on. */
    private static int[][] common(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static List<String> nearChanges(List<String> lines) {
        List<String> near = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            boolean close = lines.subList(Math.max(0, i - 2), Math.min(lines.size(), i + 3)).stream()
                    .anyMatch(line -> !line.startsWith(" "));
            if (close) {
                near.add(lines.get(i));
            }
        }
        return near;
    }
}
