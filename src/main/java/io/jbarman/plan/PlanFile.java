package io.jbarman.plan;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonException;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan that was written down to be applied later: what it was made from, and a fingerprint of each change. It is a
 * promise to hold an apply to, not a program: the apply plans again and demands the same.
 *
 * @param source what it was made from
 * @param scope what part of the topology it is about
 * @param fingerprints of the changes, by address
 */
public record PlanFile(Source source, Scope scope, Map<String, String> fingerprints) {
    /** The newest format that this jbarman reads, and the one that it writes. */
    public static final int SCHEMA = 1;

    private static final String SEAL = "sha256";

    /** In the place of a fingerprint: decided when its turn comes. */
    private static final String PUT_OFF = "deferred";

    public PlanFile {
        fingerprints = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fingerprints));
    }

    /**
     * What is planned for.
     *
     * @param file absolute path of the topology document
     * @param digest SHA-256 of its bytes
     * @param variables given on the command line for it, by name
     */
    public record Source(String file, String digest, Map<String, String> variables) {
        public Source {
            variables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        }

        /** As a member of a JSON document about that topology. */
        public JsonObject json(String topology) {
            JsonBuilder json =
                    new JsonBuilder().put("name", topology).put("file", file).put(SEAL, digest);
            if (!variables.isEmpty()) {
                JsonBuilder given = new JsonBuilder();
                variables.forEach(given::put);
                json.put("variables", given.build());
            }
            return json.build();
        }

        static Source read(JsonObject topology) {
            Map<String, String> variables = new LinkedHashMap<>();
            topology.find("variables")
                    .ifPresent(given ->
                            given.asObject().members().forEach((name, value) -> variables.put(name, value.asText())));
            return new Source(topology.get("file").asText(), topology.get(SEAL).asText(), variables);
        }
    }

    /**
     * A part of a topology.
     *
     * @param limit hosts; empty for all
     * @param only addresses, as globs; empty for all
     * @param tags of tasks; empty for all tasks, and for what is in no play
     * @param skipTags of tasks that are left out
     * @param drop addresses whose removal may lose something
     */
    public record Scope(
            List<String> limit, List<String> only, List<String> tags, List<String> skipTags, List<String> drop) {
        /** The whole of it, in which nothing may be lost. */
        public static final Scope ALL = new Scope(List.of(), List.of());

        private static final String SKIP_TAGS = "skip_tags";

        public Scope {
            limit = List.copyOf(limit);
            only = List.copyOf(only);
            tags = List.copyOf(tags);
            skipTags = List.copyOf(skipTags);
            drop = List.copyOf(drop);
        }

        /** One in which nothing may be lost, whatever the tags. */
        public Scope(List<String> limit, List<String> only) {
            this(limit, only, List.of(), List.of(), List.of());
        }

        /** The same, with tasks of those tags only, and without those others. */
        public Scope tagged(List<String> with, List<String> without) {
            return new Scope(limit, only, with, without, drop);
        }

        /** The same, in which these may lose something. */
        public Scope dropping(List<String> addresses) {
            return new Scope(limit, only, tags, skipTags, addresses);
        }

        JsonObject json() {
            JsonBuilder json = new JsonBuilder().putTexts("limit", limit).putTexts("only", only);
            if (!tags.isEmpty()) {
                json.putTexts("tags", tags);
            }
            if (!skipTags.isEmpty()) {
                json.putTexts(SKIP_TAGS, skipTags);
            }
            return json.putTexts("drop", drop).build();
        }

        static Scope read(JsonObject scope) {
            return new Scope(
                    texts(scope.get("limit")),
                    texts(scope.get("only")),
                    found(scope, "tags"),
                    found(scope, SKIP_TAGS),
                    found(scope, "drop"));
        }

        private static List<String> found(JsonObject scope, String name) {
            return scope.find(name).map(Scope::texts).orElse(List.of());
        }

        private static List<String> texts(JsonValue list) {
            return list.elements().stream().map(JsonValue::asText).toList();
        }
    }

    /** What an apply of this plan will demand. */
    public static PlanFile of(Source source, Scope scope, Plan plan) {
        Map<String, String> fingerprints = new LinkedHashMap<>();
        plan.changes().forEach(change -> fingerprints.put(change.id().toString(), Fingerprint.of(change)));
        plan.only(Decision.Deferred.class)
                .forEach(deferred -> fingerprints.put(deferred.id().toString(), PUT_OFF));
        return new PlanFile(source, scope, fingerprints);
    }

    /** The first respect in which another plan's changes are not these; empty if they are the same. */
    public Optional<String> difference(PlanFile other) {
        for (Map.Entry<String, String> mine : fingerprints.entrySet()) {
            String theirs = other.fingerprints.get(mine.getKey());
            if (theirs == null) {
                return Optional.of(mine.getKey() + " is not to be changed any more");
            }
            if (!theirs.equals(mine.getValue())) {
                return Optional.of(mine.getKey() + " is no longer as it was when the plan was made");
            }
        }
        return other.fingerprints.keySet().stream()
                .filter(address -> !fingerprints.containsKey(address))
                .findFirst()
                .map(address -> address + " is to be changed now, and was not in the plan");
    }

    /** The file's text for a plan. */
    public static String text(Source source, Scope scope, Plan plan) {
        JsonObject body = PlanJson.addTo(
                        new JsonBuilder()
                                .put("schema", SCHEMA)
                                .put("kind", "plan")
                                .put("topology", source.json(plan.topology()))
                                .put("scope", scope.json()),
                        plan)
                .build();
        JsonBuilder sealed = new JsonBuilder();
        body.members().forEach(sealed::put);
        return Json.pretty(sealed.put(SEAL, Fingerprint.of(Json.write(body))).build()) + "\n";
    }

    /** Whether a text is meant to be a plan file rather than a topology. */
    public static boolean looksLikeOne(String text) {
        return text.stripLeading().startsWith("{") && text.contains("\"kind\"") && text.contains("\"plan\"");
    }

    /**
     * Reads a plan file.
     *
     * @throws ProblemException if it is newer than this jbarman, or not as it was written
     */
    public static PlanFile read(String file, String text) {
        try {
            JsonObject document = Json.parse(text).asObject();
            refuseNewer(file, document.get("schema").asLong());
            refuseTampered(file, document);
            return read(document);
        } catch (JsonException e) {
            throw new ProblemException(broken(file, String.valueOf(e.getMessage())), e);
        }
    }

    private static PlanFile read(JsonObject document) {
        Map<String, String> fingerprints = new LinkedHashMap<>();
        document.get("changes")
                .elements()
                .forEach(change -> fingerprints.put(
                        change.asObject().get("address").asText(),
                        change.asObject().get("fingerprint").asText()));
        document.get(PUT_OFF)
                .elements()
                .forEach(one -> fingerprints.put(one.asObject().get("address").asText(), PUT_OFF));
        return new PlanFile(
                Source.read(document.get("topology").asObject()),
                Scope.read(document.get("scope").asObject()),
                fingerprints);
    }

    private static void refuseNewer(String file, long schema) {
        if (schema > SCHEMA) {
            throw new ProblemException(Diagnostic.error(
                    "plan-newer",
                    file + ": this plan has format " + schema + ", this jbarman reads up to " + SCHEMA,
                    "apply it with the jbarman that wrote it, or plan again"));
        }
    }

    private static void refuseTampered(String file, JsonObject document) {
        JsonBuilder body = new JsonBuilder();
        document.members().forEach((name, value) -> {
            if (!name.equals(SEAL)) {
                body.put(name, value);
            }
        });
        if (!Fingerprint.of(Json.write(body.build())).equals(document.get(SEAL).asText())) {
            throw new ProblemException(broken(file, "its content does not match its checksum"));
        }
    }

    private static Diagnostic broken(String file, String why) {
        return Diagnostic.error(
                "plan-broken",
                file + ": this plan is not as it was written: " + why,
                "a plan is not to be edited: plan again with 'jbarman plan TOPOLOGY --out FILE'");
    }
}
