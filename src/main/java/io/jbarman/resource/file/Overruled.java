package io.jbarman.resource.file;

import io.jbarman.diagnostics.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a server's file says in vain, since something that Barman reads later says it otherwise.
 *
 * @param options none where it says nothing in vain
 * @param places where options stand that count
 * @param model that the server was switched to
 */
record Overruled(List<String> options, Map<String, Origin> places, Optional<String> model) {
    Overruled {
        options = List.copyOf(options);
        places = Map.copyOf(places);
    }

    boolean isNothing() {
        return options.isEmpty();
    }

    /** Each option with its place; values may hold passwords. */
    String words() {
        return words(options, places);
    }

    /** The same of options that stand there. */
    static String words(List<String> options, Map<String, Origin> places) {
        return options.stream()
                .map(option -> option
                        + Optional.ofNullable(places.get(option))
                                .map(place -> " (" + place.file() + ":" + place.line() + ")")
                                .orElse(""))
                .collect(Collectors.joining(", "));
    }

    /** Whether what counts was written by Barman itself. */
    boolean byBarman() {
        return options.stream()
                .flatMap(option -> Optional.ofNullable(places.get(option)).stream())
                .anyMatch(place -> place.file().endsWith(PeoplesFiles.AUTOMATIC));
    }
}
