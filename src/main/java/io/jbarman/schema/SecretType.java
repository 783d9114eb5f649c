package io.jbarman.schema;

import io.jbarman.diagnostics.Origin;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.secret.SecretReference;
import java.nio.file.Path;
import java.util.Optional;

/** Where a secret is found: <code>{ env: BARMAN_PASSWORD }</code> or <code>{ file: secrets/barman }</code>. */
record SecretType() implements ValueType {
    static final Block BLOCK = Block.of(
            "a secret",
            "Where a secret is found; never the secret itself.",
            Key.optional("env", Texts.IDENTIFIER, "The environment variable that holds it.")
                    .example("BARMAN_PASSWORD"),
            Key.optional("file", Texts.LOCAL_PATH, "The file whose first line it is; relative to the document.")
                    .example("secrets/barman"),
            Key.later("command", "use env or file"),
            Key.later("age", "use env or file"));

    @Override
    public Optional<SourceNode> check(SourceNode node, Place place) {
        if (!(node instanceof Mapping mapping)) {
            // The value may be the secret itself: it is not repeated, nor is its line.
            place.problem(
                    "secret-in-clear",
                    withoutText(node.origin()),
                    place.label() + " must be " + describe(),
                    "a topology says where a secret is found, never what it is");
            return Optional.empty();
        }
        Optional<SourceNode> checked = BLOCK.check(node, place);
        long places = mapping.entries().stream().filter(SecretType::isSupported).count();
        if (places > 1 || mapping.entries().isEmpty()) {
            place.problem(
                    "invalid-value",
                    mapping.origin(),
                    place.label() + " needs exactly one of env, file",
                    "for example: { env: BARMAN_PASSWORD }");
            return Optional.empty();
        }
        return checked;
    }

    private static boolean isSupported(Entry entry) {
        return BLOCK.key(entry.key()).filter(key -> key.later().isEmpty()).isPresent();
    }

    /** The reference that a checked secret is. */
    static SecretReference build(Entry entry) {
        BlockValues values = BlockValues.of(entry, BLOCK);
        return values.text("file")
                .<SecretReference>map(path -> new SecretReference.File(Path.of(path)))
                .orElseGet(() -> new SecretReference.Environment(values.word("env")));
    }

    static Origin withoutText(Origin origin) {
        return new Origin(origin.file(), origin.line(), origin.column(), "");
    }

    @Override
    public JsonObject jsonSchema() {
        JsonObject mapping = BlockJson.mapping(BLOCK);
        io.jbarman.json.JsonBuilder schema = new io.jbarman.json.JsonBuilder();
        mapping.members().forEach(schema::put);
        return schema.put("minProperties", 1).put("maxProperties", 1).build();
    }

    @Override
    public String describe() {
        return "{ env: VARIABLE } or { file: PATH }";
    }
}
