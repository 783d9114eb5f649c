package io.jbarman.config;

import java.util.ArrayList;
import java.util.List;

/** Changes the text of a password file line by line; comments, foreign lines and their order stay. Pure. */
public final class PassfileText {
    private PassfileText() {}

    /** The text with that line instead of the first one of the same key, and none after it; else at the end. */
    public static String set(String text, PassfileLine line) {
        List<String> result = new ArrayList<>();
        boolean placed = false;
        for (String existing : lines(text)) {
            if (!sameKey(existing, line)) {
                result.add(existing);
            } else if (!placed) {
                result.add(line.render());
                placed = true;
            }
        }
        if (!placed) {
            result.add(line.render());
        }
        return TextLines.of(text).with(result);
    }

    /** The text without the lines of these keys, each {@code host:port:database:user}. */
    public static String without(String text, List<String> keys) {
        List<String> rest = lines(text).stream()
                .filter(existing -> PassfileLine.parse(existing)
                        .map(line -> String.join(":", line.host(), line.port(), line.database(), line.user()))
                        .filter(keys::contains)
                        .isEmpty())
                .toList();
        return TextLines.of(text).with(rest);
    }

    private static List<String> lines(String text) {
        return TextLines.of(text).lines();
    }

    private static boolean sameKey(String text, PassfileLine line) {
        return PassfileLine.parse(text)
                .filter(other -> other.host().equals(line.host())
                        && other.port().equals(line.port())
                        && other.database().equals(line.database())
                        && other.user().equals(line.user()))
                .isPresent();
    }
}
