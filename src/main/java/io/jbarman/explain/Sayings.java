package io.jbarman.explain;

import io.jbarman.compile.DeclaredIds;
import io.jbarman.diagnostics.Origin;
import io.jbarman.plan.ResourceId;
import io.jbarman.topology.SourceMap;
import io.jbarman.topology.Thing;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where a document says what is to be: of each address the place that declares it, or that it follows from. */
final class Sayings {
    private static final Pattern DECLARED = Pattern.compile(
            "(?:postgres\\.(?<server>[^.]+)|hosts\\.(?<host>[^.]+)\\.system)\\.(?<kind>[a-z_]+)\\.(?<name>.+)");

    private final SourceMap sources;
    private final Map<ResourceId, Origin> declared = new HashMap<>();

    Sayings(SourceMap sources, Map<String, List<ResourceId>> byOwner) {
        this.sources = sources;
        sources.places()
                .forEach((path, place) -> thing(path)
                        .ifPresent(thing -> new DeclaredIds(thing)
                                .among(byOwner.getOrDefault(thing.owner(), List.of()))
                                .forEach(id -> declared.merge(id, place, Sayings::first))));
    }

    private static Optional<Thing> thing(String path) {
        Matcher parts = DECLARED.matcher(path);
        if (!parts.matches()) {
            return Optional.empty();
        }
        boolean ofServer = parts.group("server") != null;
        String owner = parts.group(ofServer ? "server" : "host");
        return Arrays.stream(Thing.Kind.values())
                .filter(kind -> kind.key().equals(parts.group("kind")) && kind.isOfServer() == ofServer)
                .findFirst()
                .map(kind -> new Thing(owner, kind, parts.group("name")));
    }

    private static Origin first(Origin one, Origin other) {
        return one.line() <= other.line() ? one : other;
    }

    /** Where it is declared itself. */
    Optional<Origin> declaring(ResourceId id) {
        return Optional.ofNullable(declared.get(id));
    }

    /** Where the server, host or barmanhost stands that it belongs to. */
    Optional<Origin> owner(ResourceId id) {
        return Stream.of("barman.", "postgres.", "hosts.")
                .map(block -> block + id.owner())
                .filter(sources::mentions)
                .map(sources::origin)
                .findFirst();
    }
}
