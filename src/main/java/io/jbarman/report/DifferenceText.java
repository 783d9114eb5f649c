package io.jbarman.report;

import io.jbarman.plan.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One attribute before and after; of a text of several lines, the lines that go and come. */
final class DifferenceText {
    private DifferenceText() {}

    static String of(Difference difference, String indent, Ink ink) {
        if (difference.before().contains("\n") || difference.after().contains("\n")) {
            return indent + difference.attribute() + ":\n" + lines(difference, indent + "  ", ink);
        }
        return indent + difference.attribute() + ": " + shown(difference.before()) + " -> "
                + ink.strong(shown(difference.after())) + "\n";
    }

    /** The same where nobody is about to change it: what is, and what should be. */
    static String found(Difference difference, String indent, Ink ink) {
        if (difference.before().contains("\n") || difference.after().contains("\n")) {
            return of(difference, indent, ink);
        }
        return indent + difference.attribute() + ": is " + ink.strong(shown(difference.before())) + ", should be "
                + shown(difference.after()) + "\n";
    }

    private static String shown(String value) {
        return value.isEmpty() ? "(none)" : value;
    }

    private static String lines(Difference difference, String indent, Ink ink) {
        List<String> before = List.of(difference.before().split("\n"));
        List<String> after = List.of(difference.after().split("\n"));
        String gone = without(before, after).stream()
                .map(line -> indent + ink.bad("- " + line) + "\n")
                .collect(Collectors.joining());
        return gone
                + without(after, before).stream()
                        .map(line -> indent + ink.good("+ " + line) + "\n")
                        .collect(Collectors.joining());
    }

    private static List<String> without(List<String> lines, List<String> others) {
        List<String> left = new ArrayList<>(lines);
        others.forEach(left::remove);
        left.removeIf(String::isBlank);
        return left;
    }
}
