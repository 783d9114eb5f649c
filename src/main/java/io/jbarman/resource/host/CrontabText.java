package io.jbarman.resource.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A crontab, in which an entry of ours is the line after one that names it; all other lines stay as they are, where they
 * are. Pure.
 */
record CrontabText(List<String> lines) {
    private static final String MARK = "# jbarman: ";

    CrontabText {
        lines = List.copyOf(lines);
    }

    static CrontabText of(String text) {
        return new CrontabText(text.lines().toList());
    }

    /** The entry of that name. */
    Optional<String> find(String name) {
        int mark = lines.indexOf(MARK + name);
        return mark >= 0 && mark + 1 < lines.size() ? Optional.of(lines.get(mark + 1)) : Optional.empty();
    }

    /** The whole text with that entry; where one of that name is, it is replaced. */
    String with(String name, String entry) {
        List<String> changed = new ArrayList<>(lines);
        int mark = lines.indexOf(MARK + name);
        if (mark >= 0 && mark + 1 < lines.size()) {
            changed.set(mark + 1, entry);
        } else if (mark >= 0) {
            changed.add(entry);
        } else {
            changed.addAll(List.of(MARK + name, entry));
        }
        return text(changed);
    }

    /** The whole text without it. */
    String without(String name) {
        List<String> changed = new ArrayList<>(lines);
        int mark = lines.indexOf(MARK + name);
        if (mark >= 0) {
            changed.subList(mark, Math.min(mark + 2, changed.size())).clear();
        }
        return text(changed);
    }

    private static String text(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
