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

    /** Those that let a key in. */
    List<String> of(PublicKey key) {
        return lines.stream().filter(line -> isOf(line, key)).toList();
    }

    /** The text with this line for the key, where its first one was, else at the end; without its others. */
    String with(PublicKey key, String line) {
        List<String> changed = new ArrayList<>();
        boolean placed = false;
        for (String each : lines) {
            if (!isOf(each, key)) {
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

    /** The key stands as a word of its own; within options it could only stand in quotes. */
    private static boolean isOf(String line, PublicKey key) {
        String text = line.strip();
        return !text.startsWith("#") && (" " + text + " ").contains(" " + key.base64() + " ");
    }
}
