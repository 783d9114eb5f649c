package io.jbarman.resource.trust;

import io.jbarman.facts.trust.PublicKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of an authorized_keys file. sshd takes the first line of a key whose options fit where the login comes from
 * (OpenSSH: "sshd", AUTHORIZED_KEYS FILE FORMAT), so that each key has to have one line.
 */
record AuthorizedLines(List<String> lines) {
    AuthorizedLines {
        lines = List.copyOf(lines);
    }

    static AuthorizedLines of(String text) {
        return new AuthorizedLines(text.lines().toList());
    }

    /** Those that let a key in, or that were written for one that the account had before it. */
    List<String> of(PublicKey key, String comment) {
        return lines.stream()
                .filter(line -> isOf(line, key) || isCommented(line, comment))
                .toList();
    }

    /** The text with this line where the first of those was, else at the end; without the others of them. */
    String with(PublicKey key, String comment, String line) {
        List<String> changed = new ArrayList<>();
        boolean placed = false;
        for (String each : lines) {
            if (!isOf(each, key) && !isCommented(each, comment)) {
                changed.add(each);
            } else if (!placed) {
                changed.add(line);
                placed = true;
            }
        }
        if (!placed) {
            changed.add(line);
        }
        return String.join("\n", changed) + "\n";
    }

    /** Those that end with a comment. */
    List<String> commented(String comment) {
        return lines.stream().filter(line -> isCommented(line, comment)).toList();
    }

    private static boolean isCommented(String line, String comment) {
        return line.endsWith(" " + comment);
    }

    /** The key stands as a word of its own; within options it could only stand in quotes. */
    private static boolean isOf(String line, PublicKey key) {
        String text = line.strip();
        return !text.startsWith("#") && (" " + text + " ").contains(" " + key.base64() + " ");
    }
}
