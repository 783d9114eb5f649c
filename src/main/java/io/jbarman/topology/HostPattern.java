package io.jbarman.topology;

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

    /** Terms with commas between them. */
    public static final Pattern SHAPE = Pattern.compile("^" + TERM + "( *, *" + TERM + ")*$");

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
        return SHAPE.matcher(text).matches() ? Optional.of(of(List.of(text.split(" *, *", -1)))) : Optional.empty();
    }

    /** The pattern of words that are terms each. */
    public static HostPattern of(List<String> words) {
        return new HostPattern(words.stream().map(Term::parse).toList());
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
