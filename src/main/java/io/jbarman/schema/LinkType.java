package io.jbarman.schema;

import io.jbarman.config.Conninfo;
import io.jbarman.diagnostics.Origin;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.topology.ArchivedServer.Link;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the barmanhost logs in to a server: a mapping, whose role is managed
 * (<code>{ role: barman, password: barman_password, dbname: postgres }</code>), or a libpq string, of which nothing is.
 */
record LinkType() implements ValueType {
    static final Block BLOCK = Block.of(
                    "a conninfo",
                    "How the barmanhost logs in: a role, which is then managed, and any of libpq's keywords.",
                    Key.required("role", Texts.ROLE, "The role, created and kept as it should be.")
                            .example("barman"),
                    Key.optional("password", new SecretNameType(), "The name of a secret, one of secrets.")
                            .example("barman_password"),
                    Key.optional(
                                    "superuser",
                                    new TruthType(),
                                    "A superuser instead of a role with exactly the rights that Barman needs.")
                            .defaults("false"))
            .open(new LinkKeywords());

    @Override
    public Optional<SourceNode> check(SourceNode node, Place place) {
        if (node instanceof Scalar scalar && !scalar.isNothing()) {
            return checkString(scalar, place);
        }
        if (node instanceof Mapping) {
            return BLOCK.check(node, place);
        }
        place.refuse(this, node);
        return Optional.empty();
    }

    /** A password in the string is not repeated, nor is its line. */
    private Optional<SourceNode> checkString(Scalar scalar, Place place) {
        Origin quiet = SecretType.withoutText(scalar.origin());
        try {
            Conninfo conninfo = Conninfo.parse(scalar.text());
            Optional<String> problem = LinkKeywords.problem(conninfo);
            problem.ifPresent(summary -> place.problem(
                    "invalid-value", quiet, place.label() + ": " + summary, "write it as a mapping: " + place.help()));
            return problem.isPresent() ? Optional.empty() : Optional.of(scalar);
        } catch (IllegalArgumentException e) {
            place.problem("invalid-value", quiet, place.label() + ": " + e.getMessage(), place.help());
            return Optional.empty();
        }
    }

    /** The link that a checked value is. */
    static Link build(SourceNode node) {
        if (node instanceof Scalar scalar) {
            return new Link.Unmanaged(scalar.text());
        }
        BlockValues values = new BlockValues(BLOCK, (Mapping) node);
        Map<String, String> keywords = new LinkedHashMap<>();
        for (Entry entry : values.mapping().entries()) {
            if (BLOCK.key(entry.key()).isEmpty()) {
                keywords.put(entry.key(), ((Scalar) entry.value()).text());
            }
        }
        return new Link.Managed(values.word("role"), values.text("password"), values.truth("superuser"), keywords);
    }

    @Override
    public JsonObject jsonSchema() {
        return JsonTypes.anyOf(
                BLOCK.jsonSchema(),
                JsonTypes.titled(
                        "a libpq connection string", JsonTypes.type("string").build()));
    }

    @Override
    public String describe() {
        return "a mapping with a role, or a libpq connection string";
    }
}
