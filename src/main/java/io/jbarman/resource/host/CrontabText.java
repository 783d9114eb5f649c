package io.jbarman.resource.host;

import io.jbarman.plan.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A crontab, in which an entry of ours is the line after one that names it and says by a digest what we wrote: what has
 * come to stand there since is somebody's. All other lines stay as they are, where they are. Pure.
 */
record CrontabText(List<String> lines) {
    private static final String MARK = "# jbarman: ";
    private static final int DIGEST = 12;

    CrontabText {
        lines = List.copyOf(lines);
    }

    static CrontabText of(String text) {
        return new CrontabText(text.lines().toList());
    }

    /** Where the mark of that name is; negative if nowhere. An older jbarman's has no digest. */
    private int mark(String name) {
        for (int line = 0; line < lines.size(); line++) {
            String text = lines.get(line);
            if (text.equals(MARK + name) || text.matches("\\Q" + MARK + name + "\\E \\([0-9a-f]{12}\\)")) {
                return line;
            }
        }
        return -1;
    }

    boolean isMarked(String name) {
        return mark(name) >= 0;
    }

    /** The entry of that name. */
    Optional<String> find(String name) {
        int mark = mark(name);
        return mark >= 0 && mark + 1 < lines.size() ? Optional.of(lines.get(mark + 1)) : Optional.empty();
    }

    /** Whether the entry of that name is one that jbarman wrote. */
    boolean isOurs(String name) {
        return find(name)
                .filter(entry -> lines.get(mark(name)).equals(marked(name, entry)))
                .isPresent();
    }

    private static String marked(String name, String entry) {
        return MARK + name + " (" + Fingerprint.of(entry).substring(0, DIGEST) + ")";
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
