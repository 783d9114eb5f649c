package io.jbarman.schema;

import io.jbarman.diagnostics.Origin;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Sequence;
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
            Key.optional("prompt", Texts.LINE, "The question that a person answers with it, on a terminal.")
                    .example("password of barman"),
            Key.optional(
                            "command",
                            new ListType(Texts.LINE),
                            "A program with its arguments that prints it; run in the document's directory.")
                    .example("[pass, show, barman]"),
            Key.optional(
                            "age",
                            Texts.LOCAL_PATH,
                            "The encrypted file that has it, in a line with the secret's own name; relative to the"
                                    + " document.")
                    .example("secrets.age"));

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
        long places = mapping.entries().stream()
                .filter(entry -> BLOCK.key(entry.key()).isPresent())
                .count();
        if (places > 1 || mapping.entries().isEmpty()) {
            place.problem(
                    "invalid-value",
                    mapping.origin(),
                    place.label() + " needs exactly one of env, file, prompt, command, age",
                    "for example: { env: BARMAN_PASSWORD }");
            return Optional.empty();
        }
        return checked.filter(secret -> hasProgram((Mapping) secret, place));
    }

    private static boolean hasProgram(Mapping secret, Place place) {
        Optional<Sequence> empty = new BlockValues(BLOCK, secret)
                .node("command")
                .map(Sequence.class::cast)
                .filter(list -> list.items().isEmpty());
        empty.ifPresent(list -> place.problem(
                "invalid-value",
                list.origin(),
                "'command' needs a program",
                "for example: { command: [pass, show, barman] }"));
        return empty.isEmpty();
    }

    /** The reference that a checked secret is. */
    static SecretReference build(Entry entry) {
        BlockValues values = BlockValues.of(entry, BLOCK);
        if (!values.texts("command").isEmpty()) {
            return new SecretReference.Program(values.texts("command"));
        }
        Optional<SecretReference> elsewhere = values.text("file")
                .<SecretReference>map(path -> new SecretReference.File(Path.of(path)))
                .or(() -> values.text("prompt").map(SecretReference.Prompt::new))
                .or(() -> values.text("age").map(path -> new SecretReference.Encrypted(Path.of(path), entry.key())));
        return elsewhere.orElseGet(() -> new SecretReference.Environment(values.word("env")));
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
        return "{ env: VARIABLE } or { file: PATH }, or one with prompt, command or age";
    }
}
