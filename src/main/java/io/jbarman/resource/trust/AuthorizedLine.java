package io.jbarman.resource.trust;

import io.jbarman.facts.trust.PublicKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line of jbarman's in an authorized_keys file. A key has one line, so topologies whose servers share an account
 * share it: behind the key stands the mark of each, with its servers where there is another mark.
 *
 * @param uses which of the servers each mark is for
 */
record AuthorizedLine(AuthorizedOptions options, PublicKey key, SortedMap<String, NavigableSet<String>> uses) {
    private static final Pattern FORM = Pattern.compile(
            "((?:[^\" ]|\"(?:[^\"\\\\]|\\\\.)*\")+) (\\S+) ([A-Za-z0-9+/=]+) (jbarman:\\S+(?: jbarman:\\S+)*)");

    AuthorizedLine {
        uses = Collections.unmodifiableSortedMap(new TreeMap<>(uses));
    }

    /** One of a single topology. */
    static AuthorizedLine of(AuthorizedOptions options, PublicKey key, String mark) {
        SortedMap<String, NavigableSet<String>> uses = new TreeMap<>();
        uses.put(mark, new TreeSet<>(options.servers().keySet()));
        return new AuthorizedLine(options, key, uses);
    }

    /** Empty if it is not as jbarman writes one. */
    static Optional<AuthorizedLine> parse(String line) {
        Matcher form = FORM.matcher(line);
        return form.matches()
                ? AuthorizedOptions.parse(form.group(1))
                        .map(options -> new AuthorizedLine(
                                options,
                                new PublicKey(form.group(2), form.group(3)),
                                uses(form.group(4), options.servers().keySet())))
                : Optional.empty();
    }

    private static SortedMap<String, NavigableSet<String>> uses(String marks, Iterable<String> all) {
        SortedMap<String, NavigableSet<String>> uses = new TreeMap<>();
        for (String mark : marks.split(" ", -1)) {
            int equals = mark.lastIndexOf('=');
            NavigableSet<String> names = new TreeSet<>();
            if (equals < 0) {
                all.forEach(names::add);
            } else {
                names.addAll(Arrays.asList(mark.substring(equals + 1).split(",", -1)));
            }
            uses.put(equals < 0 ? mark : mark.substring(0, equals), names);
        }
        return uses;
    }

    /** What is left of it for others; empty if it was for this mark alone. */
    Optional<AuthorizedLine> without(String mark) {
        SortedMap<String, NavigableSet<String>> others = new TreeMap<>(uses);
        others.remove(mark);
        NavigableSet<String> names = new TreeSet<>();
        others.values().forEach(names::addAll);
        return others.isEmpty() ? Optional.empty() : Optional.of(new AuthorizedLine(options.of(names), key, others));
    }

    /** The line that is for those of both; empty if there is none that could be. */
    Optional<AuthorizedLine> and(AuthorizedLine other) {
        SortedMap<String, NavigableSet<String>> all = new TreeMap<>(uses);
        all.putAll(other.uses);
        return options.and(other.options).map(both -> new AuthorizedLine(both, key, all));
    }

    /** Marks as words, without servers. */
    Marks marks() {
        return new Marks(uses.keySet().stream().toList());
    }

    @Override
    public String toString() {
        boolean shared = uses.size() > 1 && !options.servers().isEmpty();
        return options + " " + key + " "
                + uses.entrySet().stream()
                        .map(use -> use.getKey() + (shared ? "=" + String.join(",", use.getValue()) : ""))
                        .collect(Collectors.joining(" "));
    }
}
