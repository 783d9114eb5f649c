package io.jbarman.ingest;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a client is told at the end.
 *
 * @param status Barman's exit status
 * @param lines for standard output where the status is 0, for standard error otherwise
 */
public record Answer(int status, List<String> lines) {
    public Answer {
        lines = List.copyOf(lines);
    }

    static Answer done(List<String> lines) {
        return new Answer(0, lines);
    }

    /** It was not done. */
    public static Answer failed(String reason) {
        return failed(1, reason);
    }

    static Answer failed(int status, String reason) {
        return new Answer(status, List.of(reason));
    }

    /** What stands on the screen in the end. */
    public String text() {
        String mark = status == 0 ? "" : "ERROR: ";
        return lines.stream().map(line -> mark + line + "\n").collect(Collectors.joining());
    }
}
