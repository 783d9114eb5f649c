package io.jbarman.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which hosts are meant: {@code pg*}, {@code !pg3}, {@code group:primaries}, {@code all}. A host is meant if one term takes it in and
 * none takes it out, in whatever order they stand; where every term takes out, all other hosts are meant.
 */
public record HostPattern(List<Term> terms) {
    private static final String ALL = "all";
    private static final String TERM = "!?(group:)?[A-Za-z0-9_*?][A-Za-z0-9_.*?-]{0,62}";

    /** One term. */
    public static final Pattern ONE = Pattern.compile("^" + TERM + "$");

    /** Terms with commas between them, for JSON Schema: Java would need a stack as deep as there are terms. */
    public static final String SHAPE = "^" + TERM + "( *, *" + TERM + ")*$";

    /** Beyond any pattern that somebody wrote. */
    public static final int MOST_TERMS = 10_000;

    public HostPattern {
        terms = List.copyOf(terms);
    }

    /**
     * One word of a pattern.
     *
     * @param out whether it takes hosts out
     * @param group whether it names groups, not hosts
     * @param glob a name; {@code *} stands for any characters, {@code ?} for one; {@code all} for any host
     */
    public record Term(boolean out, boolean group, String glob) {
        static Term parse(String text) {
            boolean out = text.startsWith("!");
            String rest = out ? text.substring(1) : text;
            boolean group = rest.startsWith("group:");
            return new Term(out, group, group ? rest.substring("group:".length()) : rest);
        }

        /** Whether it is exactly one name. */
        public boolean isName() {
            return !glob.contains("*") && !glob.contains("?") && !isAll();
        }

        /** Whether it means that host or group. */
        public boolean matches(String name) {
            return isName() ? glob.equals(name) : isAll() || Glob.matches(glob, name);
        }

        private boolean isAll() {
            return !group && glob.equals(ALL);
        }

        private boolean meansOne(Collection<String> names, Map<String, Set<String>> groups) {
            return group
                    ? groups.entrySet().stream()
                            .filter(entry -> matches(entry.getKey()))
                            .anyMatch(entry -> names.stream().anyMatch(entry.getValue()::contains))
                    : names.stream().anyMatch(this::matches);
        }

        private Stream<String> among(Collection<String> hosts, Map<String, Set<String>> groups) {
            if (isName()) {
                return group
                        ? groups.getOrDefault(glob, Set.of()).stream()
                        : Stream.of(glob).filter(hosts::contains);
            }
            if (!group) {
                return hosts.stream().filter(this::matches);
            }
            return groups.entrySet().stream()
                    .filter(entry -> matches(entry.getKey()))
                    .flatMap(entry -> entry.getValue().stream());
        }
    }

    /** The pattern that a text with commas is; empty if it is none. */
    public static Optional<HostPattern> parse(String text) {
        return parse(words(text));
    }

    /** The pattern of words; empty if one of them is no term, or there are more than {@link #MOST_TERMS}. */
    public static Optional<HostPattern> parse(List<String> words) {
        return !words.isEmpty()
                        && words.size() <= MOST_TERMS
                        && words.stream().allMatch(word -> ONE.matcher(word).matches())
                ? Optional.of(of(words))
                : Optional.empty();
    }

    /** What stands between the commas of a text, without the spaces around them. */
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', from)) {
            int to = comma;
            while (to > from && text.charAt(to - 1) == ' ') {
                to--;
            }
            words.add(text.substring(from, to));
            from = comma + 1;
            while (from < text.length() && text.charAt(from) == ' ') {
                from++;
            }
        }
        words.add(text.substring(from));
        return List.copyOf(words);
    }

    /** The pattern of words that are terms each. */
    public static HostPattern of(List<String> words) {
        return new HostPattern(words.stream().map(Term::parse).toList());
    }

    /** How many names have to be looked at to know what is meant, among so many hosts and groups. */
    public long comparisons(int hosts, int groups) {
        long globs = terms.stream()
                .filter(term -> !term.isName())
                .mapToLong(term -> term.group() ? groups : hosts)
                .sum();
        return globs + terms.size() + hosts;
    }

    /** The most names that terms may bring, where the groups have these members. */
    public long gathered(Map<String, Set<String>> groups) {
        long wild =
                terms.stream().filter(term -> term.group() && !term.isName()).count();
        return (wild + 1) * groups.values().stream().mapToLong(Set::size).sum();
    }

    /** The hosts that are meant, in their own order, where the groups have these members. */
    public Set<String> select(Collection<String> hosts, Map<String, Set<String>> groups) {
        Set<String> in = new LinkedHashSet<>();
        Set<String> out = new LinkedHashSet<>();
        terms.forEach(term -> term.among(hosts, groups).forEach((term.out() ? out : in)::add));
        boolean rest = terms.stream().allMatch(Term::out) && !terms.isEmpty();
        Set<String> selected = new LinkedHashSet<>(hosts);
        selected.removeIf(host -> out.contains(host) || !(rest || in.contains(host)));
        return selected;
    }

    /** Whether something is meant that goes by several names: a server has its own and its host's. */
    public boolean means(Collection<String> names, Map<String, Set<String>> groups) {
        boolean out = terms.stream().anyMatch(term -> term.out() && term.meansOne(names, groups));
        boolean in = terms.stream().anyMatch(term -> !term.out() && term.meansOne(names, groups));
        return !out && (in || terms.stream().allMatch(Term::out));
    }

    @Override
    public String toString() {
        return String.join(
                ", ",
                terms.stream()
                        .map(term -> (term.out() ? "!" : "") + (term.group() ? "group:" : "") + term.glob())
                        .toList());
    }
}
