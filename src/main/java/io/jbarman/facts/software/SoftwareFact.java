package io.jbarman.facts.software;

import java.util.Optional;

/**
 * Whether a host has a program.
 *
 * @param tool what installs packages there; empty where it is none that jbarman knows
 * @param found where it is there: what was found, for people
 */
public record SoftwareFact(Optional<Tool> tool, Optional<String> found) {
    /** What installs packages. */
    public enum Tool {
        APT,
        DNF
    }

    /** Says which tool there is; to be followed by lines {@code found WHAT}. */
    static final String TOOL_SCRIPT = """
            if command -v apt-get >/dev/null 2>&1; then echo apt; elif command -v dnf >/dev/null 2>&1; then echo dnf; else echo none; fi
            """;

    static SoftwareFact parse(String output) {
        String tool = output.lines().findFirst().orElse("");
        return new SoftwareFact(
                switch (tool) {
                    case "apt" -> Optional.of(Tool.APT);
                    case "dnf" -> Optional.of(Tool.DNF);
                    default -> Optional.empty();
                },
                output.lines()
                        .filter(line -> line.startsWith("found "))
                        .findFirst()
                        .map(line -> line.substring("found ".length())));
    }
}
