package io.jbarman.resource.trust;

import io.jbarman.config.TextLines;
import io.jbarman.facts.trust.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of an authorized_keys file. sshd takes the first line of a key whose options fit where the login comes from
 * (OpenSSH: "sshd", AUTHORIZED_KEYS FILE FORMAT), so that each key has to have one line.
 */
record AuthorizedLines(TextLines file) {
    /** What no line has. */
    private static final String NO_MARK = "\n";

    static AuthorizedLines of(String text) {
        return new AuthorizedLines(TextLines.of(text));
    }

    private List<String> lines() {
        return file.lines();
    }

    /** Those that let a key in. */
    List<String> of(PublicKey key) {
        return lines().stream().filter(line -> isOf(line, key)).toList();
    }

    /** Those that let another key in by our mark: one that the account had before. */
    List<String> outdated(PublicKey key, String mark) {
        return marked(mark).stream().filter(line -> !isOf(line, key)).toList();
    }

    /** The text with this line where the first one of the key was, else at the end, and our mark nowhere else. */
    String with(PublicKey key, String mark, String line) {
        List<String> changed = new ArrayList<>();
        boolean placed = false;
        for (String each : lines()) {
            if (!isOf(each, key)) {
                rest(each, mark).ifPresent(changed::add);
            } else if (!placed) {
                changed.add(line);
                placed = true;
            }
        }
        if (!placed) {
            changed.add(line);
        }
        return file.with(changed);
    }

    /** The text with this line where the first one of the key was, else at the end. */
    String with(PublicKey key, String line) {
        return with(key, NO_MARK, line);
    }

    /** The text without the lines of a key. */
    String without(PublicKey key) {
        return file.with(lines().stream().filter(line -> !isOf(line, key)).toList());
    }

    /** What stands before the key in a line of it. */
    static String optionsOf(String line, PublicKey key) {
        return line.substring(0, Math.max(0, (" " + spaced(line)).indexOf(" " + key.type() + " ")))
                .strip();
    }

    /** Those with our mark. */
    List<String> marked(String mark) {
        return lines().stream()
                .filter(line -> !rest(line, mark).equals(Optional.of(line)))
                .toList();
    }

    /** The text without our mark, and without what was for us alone. */
    String without(String mark) {
        List<String> changed = new ArrayList<>();
        lines().forEach(line -> rest(line, mark).ifPresent(changed::add));
        return file.with(changed);
    }

    /** One that somebody else has changed goes only where our mark is the only one of it. */
    private static Optional<String> rest(String whole, String mark) {
        String line = whole.stripTrailing();
        Optional<AuthorizedLine> ours =
                AuthorizedLine.parse(line).filter(one -> one.uses().containsKey(mark));
        if (ours.isPresent()) {
            return ours.get().without(mark).map(AuthorizedLine::toString);
        }
        boolean alone = line.endsWith(" " + mark) && Marks.in(line).words().equals(List.of(mark));
        return alone ? Optional.empty() : Optional.of(whole);
    }

    /** A tab parts words as well. */
    private static String spaced(String line) {
        return line.replace('\t', ' ');
    }

    /** The key stands as a word of its own; within options it could only stand in quotes. */
    private static boolean isOf(String line, PublicKey key) {
        String text = spaced(line).strip();
        return !text.startsWith("#") && (" " + text + " ").contains(" " + key.base64() + " ");
    }
}
