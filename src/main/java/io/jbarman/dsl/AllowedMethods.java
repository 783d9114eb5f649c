package io.jbarman.dsl;

import groovy.lang.Closure;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The methods that an untrusted script may call, by the type of what they are called on. None of them reaches a class, a
 * file, another process, or makes something large of something small.
 */
final class AllowedMethods {
    private record Allowed(Class<?> type, String words, Set<String> names) {}

    /** The first type that fits counts. */
    private static final List<Allowed> ALL = List.of(
            new Allowed(
                    CharSequence.class,
                    "a text",
                    Set.of(
                            "toUpperCase",
                            "toLowerCase",
                            "capitalize",
                            "trim",
                            "replace",
                            "startsWith",
                            "endsWith",
                            "contains",
                            "length",
                            "size",
                            "isEmpty",
                            "isInteger",
                            "padLeft",
                            "padRight",
                            "tokenize",
                            "substring",
                            "take",
                            "drop",
                            "indexOf",
                            "reverse",
                            "toInteger",
                            "toLong",
                            "toString")),
            new Allowed(
                    Number.class,
                    "a number",
                    Set.of("times", "upto", "downto", "abs", "intdiv", "toInteger", "toLong", "toString")),
            new Allowed(Boolean.class, "a truth value", Set.of("toString")),
            new Allowed(
                    Collection.class,
                    "a list",
                    Set.of(
                            "each",
                            "eachWithIndex",
                            "collect",
                            "findAll",
                            "find",
                            "any",
                            "every",
                            "join",
                            "size",
                            "isEmpty",
                            "contains",
                            "first",
                            "last",
                            "reverse",
                            "sort",
                            "unique",
                            "take",
                            "drop",
                            "sum",
                            "max",
                            "min",
                            "withIndex")),
            new Allowed(
                    Map.class,
                    "a mapping",
                    Set.of(
                            "each",
                            "collect",
                            "findAll",
                            "find",
                            "any",
                            "every",
                            "get",
                            "containsKey",
                            "keySet",
                            "values",
                            "size",
                            "isEmpty")),
            new Allowed(Map.Entry.class, "an entry", Set.of("getKey", "getValue")),
            new Allowed(Closure.class, "a closure", Set.of("call")));

    /** Those that compare the items or make texts of them: lists in lists could take for ever. */
    static final Set<String> OF_SINGLE_VALUES =
            Set.of("join", "contains", "sort", "unique", "sum", "max", "min", "indexOf");

    private AllowedMethods() {}

    /** Whether any type has it. */
    static boolean isKnown(String name) {
        return ALL.stream().anyMatch(allowed -> allowed.names().contains(name));
    }

    static boolean has(Object receiver, String name) {
        return ALL.stream()
                .filter(allowed -> allowed.type().isInstance(receiver))
                .findFirst()
                .filter(allowed -> allowed.names().contains(name))
                .isPresent();
    }

    /** What it is, for a sentence. */
    static String describe(Object receiver) {
        return ALL.stream()
                .filter(allowed -> allowed.type().isInstance(receiver))
                .map(Allowed::words)
                .findFirst()
                .orElse("that");
    }

    static Set<String> names() {
        Set<String> names = new TreeSet<>();
        ALL.forEach(allowed -> names.addAll(allowed.names()));
        return names;
    }

    static Set<String> names(Object receiver) {
        return ALL.stream()
                .filter(allowed -> allowed.type().isInstance(receiver))
                .findFirst()
                .map(Allowed::names)
                .orElse(Set.of());
    }
}
