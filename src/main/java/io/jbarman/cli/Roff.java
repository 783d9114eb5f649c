package io.jbarman.cli;

import java.util.stream.Collectors;

/** Text in a manual page: nothing in it is a request or an escape (groff: "groff(7)"). */
final class Roff {
    private Roff() {}

    /** On one line. */
    static String text(String line) {
        return line.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ");
    }

    /** On several lines, none of which begins a request; {@code %n} of picocli's descriptions is a line feed. */
    static String lines(String lines) {
        return lines.replace("%n", "\n")
                .replace("%%", "%")
                .lines()
                .map(Roff::text)
                .map(line -> line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line)
                .collect(Collectors.joining("\n"));
    }
}
