package io.jbarman.resource.trust;

import java.util.Optional;

/**
 * A line of jbarman's in a known_hosts file: a name, a type and a key, and the marks of those who use it. Earlier ones
 * have no mark.
 */
record KnownLine(String key, String type, Marks marks) {
    /** Empty if it is not as jbarman writes one for that name. */
    static Optional<KnownLine> parse(String line, String name) {
        String[] words = line.split(" ", 4);
        boolean ours = words.length >= 3 && words[0].equals(name) && (words.length == 3 || Marks.only(words[3]));
        return ours
                ? Optional.of(new KnownLine(
                        String.join(" ", words[0], words[1], words[2]),
                        words[1],
                        Marks.in(words.length == 3 ? "" : words[3])))
                : Optional.empty();
    }

    /** Whether another topology has made it known, and we have not said that we need it too. */
    boolean isOthersAlone(String mark) {
        return !marks.isEmpty() && !marks.areOf(mark);
    }

    KnownLine with(String mark) {
        return new KnownLine(key, type, marks.with(mark));
    }

    @Override
    public String toString() {
        return marks.isEmpty() ? key : key + " " + marks;
    }
}
