package io.jbarman.resource.hba;

import io.jbarman.facts.hba.HbaRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lines of the file that are to go: those that say one of the unwanted rules and nothing else. Pure.
 *
 * @param rules as the server has read them
 */
record GoneRules(List<WantedRule> unwanted, String path, List<String> lines, List<HbaRule> rules) {
    static GoneRules of(List<WantedRule> unwanted, HbaState observed) {
        return new GoneRules(
                unwanted, observed.file().path(), List.of(observed.file().text().split("\n", -1)), observed.rules());
    }

    /** Whether a rule of the file is to go; one with options behind its method says more than that. */
    boolean isGone(HbaRule rule) {
        return unwanted.stream().anyMatch(one -> one.isSaidBy(rule)) && (!isHere(rule) || isPlain(rule));
    }

    List<HbaRule> found() {
        return rules.stream().filter(this::isGone).toList();
    }

    /** One that cannot be taken out as a line, with the reason. */
    Optional<String> byHand() {
        return found().stream()
                .filter(rule -> !isHere(rule) || isContinued(rule))
                .findFirst()
                .map(rule -> rule.place() + " is to go, and stands "
                        + (isHere(rule) ? "on several lines" : "in an included file"));
    }

    /** The text of its line. */
    String line(HbaRule rule) {
        return lines.get(rule.line() - 1);
    }

    /** The comments behind those rules, which stay. */
    Map<Integer, String> comments() {
        TreeMap<Integer, String> comments = new TreeMap<>();
        found().stream().filter(this::isHere).forEach(rule -> {
            String comment = line(rule).substring(end(line(rule)));
            if (!comment.isBlank()) {
                comments.put(rule.line(), comment);
            }
        });
        return comments;
    }

    private boolean isHere(HbaRule rule) {
        return rule.file().equals(path);
    }

    private boolean isContinued(HbaRule rule) {
        boolean before =
                rule.line() > 1 && lines.get(rule.line() - 2).stripTrailing().endsWith("\\");
        return before || line(rule).stripTrailing().endsWith("\\");
    }

    private boolean isPlain(HbaRule rule) {
        String said = line(rule).substring(0, end(line(rule))).stripTrailing();
        String last = said.substring(1 + Math.max(said.lastIndexOf(' '), said.lastIndexOf('\t')));
        return isContinued(rule) || last.replace("\"", "").equals(rule.method());
    }

    /** Where the comment begins, or the line's end; in quotes the sign means itself. */
    private static int end(String line) {
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char sign = line.charAt(at);
            quoted ^= sign == '"';
            if (sign == '#' && !quoted) {
                return at;
            }
        }
        return line.length();
    }
}
