package io.jbarman.resource.host;

import io.jbarman.config.TextLines;
import io.jbarman.plan.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A crontab, in which an entry of ours is the line after one that names it and its topology, and says by a digest what we
 * wrote: what has come to stand there since is somebody's. All other lines stay as they are, where they are. Pure.
 */
record CrontabText(List<String> lines, String topology) {
    private static final String MARK = "# jbarman: ";
    private static final int DIGEST = 12;

    /** An older jbarman's names no topology, one that is older still has no digest. */
    private static final String BEHIND = "(?: \\(([0-9a-f]{12})(?:, topology (\\S+))?\\))?";

    CrontabText {
        lines = List.copyOf(lines);
    }

    /** As that topology sees it. */
    static CrontabText of(String text, String topology) {
        return new CrontabText(TextLines.of(text).lines(), topology);
    }

    private static Matcher matcher(String name, String line) {
        return Pattern.compile(Pattern.quote(MARK + name) + BEHIND).matcher(line);
    }

    /** Where the mark of that name is; negative if nowhere. */
    private int mark(String name) {
        for (int line = 0; line < lines.size(); line++) {
            if (matcher(name, lines.get(line)).matches()) {
                return line;
            }
        }
        return -1;
    }

    private Optional<String> inMark(String name, int group) {
        int mark = mark(name);
        if (mark < 0) {
            return Optional.empty();
        }
        Matcher matcher = matcher(name, lines.get(mark));
        return matcher.matches() ? Optional.ofNullable(matcher.group(group)) : Optional.empty();
    }

    boolean isMarked(String name) {
        return mark(name) >= 0;
    }

    /** The topology, if not this one, that the entry of that name is of. */
    Optional<String> otherTopology(String name) {
        return inMark(name, 2).filter(other -> !other.equals(topology));
    }

    /** The entry of that name. */
    Optional<String> find(String name) {
        int mark = mark(name);
        return mark >= 0 && mark + 1 < lines.size() ? Optional.of(lines.get(mark + 1)) : Optional.empty();
    }

    /** Whether the entry of that name is one that jbarman wrote. */
    boolean isOurs(String name) {
        return find(name).map(CrontabText::digest).equals(inMark(name, 1));
    }

    /** Whether there is just that entry, and its mark says all that it should. */
    boolean has(String name, String entry) {
        return find(name).equals(Optional.of(entry)) && lines.get(mark(name)).equals(marked(name, entry));
    }

    private String marked(String name, String entry) {
        return MARK + name + " (" + digest(entry) + ", topology " + topology + ")";
    }

    private static String digest(String entry) {
        return Fingerprint.of(entry).substring(0, DIGEST);
    }

    /** The whole text with that entry; where one of that name is, it is replaced. */
    String with(String name, String entry) {
        List<String> changed = new ArrayList<>(lines);
        int mark = mark(name);
        if (mark < 0) {
            changed.addAll(List.of(marked(name, entry), entry));
            return text(changed);
        }
        changed.set(mark, marked(name, entry));
        if (mark + 1 < lines.size()) {
            changed.set(mark + 1, entry);
        } else {
            changed.add(entry);
        }
        return text(changed);
    }

    /** The whole text without it. */
    String without(String name) {
        List<String> changed = new ArrayList<>(lines);
        int mark = mark(name);
        if (mark >= 0) {
            changed.subList(mark, Math.min(mark + 2, changed.size())).clear();
        }
        return text(changed);
    }

    private static String text(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
