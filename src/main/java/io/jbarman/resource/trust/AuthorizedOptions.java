package io.jbarman.resource.trust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The options that jbarman writes in front of a key.
 *
 * @param sources where the login may come from; empty for anywhere
 * @param program the only one that the key may run; empty for any
 * @param servers what that program is given: whose WAL goes where
 */
record AuthorizedOptions(List<String> sources, String program, SortedMap<String, String> servers) {
    private static final Pattern FORM =
            Pattern.compile("restrict(?:,from=\"([^\"]*)\")?(?:,command=\"((?:[^\"\\\\]|\\\\\")*)\")?");

    AuthorizedOptions {
        sources = List.copyOf(sources);
        servers = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(servers));
    }

    /** Empty if they are in another form than jbarman's. */
    static Optional<AuthorizedOptions> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        List<String> sources = Optional.ofNullable(form.group(1))
                .map(list -> Arrays.asList(list.split(",", -1)))
                .orElse(List.of());
        List<String> words = Optional.ofNullable(form.group(2))
                .map(command -> Arrays.asList(command.replace("\\\"", "\"").split(" ", -1)))
                .orElse(List.of(""));
        SortedMap<String, String> servers = new TreeMap<>();
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                return Optional.empty();
            }
            servers.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return Optional.of(new AuthorizedOptions(sources, words.get(0), servers));
    }

    /** The same for these servers only. */
    AuthorizedOptions of(Set<String> names) {
        SortedMap<String, String> some = new TreeMap<>(servers);
        some.keySet().retainAll(names);
        return new AuthorizedOptions(sources, program, some);
    }

    /** Both, in an order that does not depend on which is asked; empty if one line cannot be both. */
    Optional<AuthorizedOptions> and(AuthorizedOptions other) {
        boolean apart = other.servers.entrySet().stream()
                .anyMatch(one ->
                        !servers.getOrDefault(one.getKey(), one.getValue()).equals(one.getValue()));
        if (!program.equals(other.program) || apart) {
            return Optional.empty();
        }
        SortedMap<String, String> both = new TreeMap<>(servers);
        both.putAll(other.servers);
        TreeSet<String> from = new TreeSet<>(sources);
        from.addAll(other.sources);
        boolean anywhere = sources.isEmpty() || other.sources.isEmpty();
        return Optional.of(new AuthorizedOptions(anywhere ? List.of() : new ArrayList<>(from), program, both));
    }

    @Override
    public String toString() {
        String command = servers.entrySet().stream()
                .map(one -> " " + one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining("", program, ""))
                .replace("\"", "\\\"");
        return "restrict"
                + (sources.isEmpty() ? "" : ",from=\"" + String.join(",", sources) + "\"")
                + (command.isEmpty() ? "" : ",command=\"" + command + "\"");
    }
}
