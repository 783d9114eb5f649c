package io.jbarman.schema;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.schema.Grafts.Grafted;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.secret.SecretReference;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.Host;
import io.jbarman.topology.HostGroup;
import io.jbarman.topology.Play;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.SourceMap;
import io.jbarman.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The whole document. */
public final class TopologyDocument {
    private static final Block DEFAULTS = Block.of(
            "defaults",
            "What holds for all hosts that say nothing else.",
            Key.optional("ssh", HostBlock.SSH, "How SSH logs in.").example("{ user: ops, become: sudo }"));

    /** The description that everything else follows from. */
    public static final Block BLOCK = Block.of(
            "the document",
            "A topology: which hosts and PostgreSQL servers there are, and where their WAL goes.",
            Key.required("version", new NumberType(1, 1), "The version of the language.")
                    .example("1"),
            Key.required("name", Texts.NAME, "The name of the topology.").example("shop"),
            Key.optional("vars", VarsBlock.TYPE, "Variables, for use between double braces in any text.")
                    .example("{ archive_home: /var/lib/barman }"),
            Key.optional(
                            "vars_files",
                            new ListType(Texts.LOCAL_PATH),
                            "Files of more variables, relative to the document; they go before vars, later ones before"
                                    + " earlier ones.")
                    .example("[vars/production.yml]"),
            Key.optional(
                            "secrets",
                            new NamedType("secret", Texts.IDENTIFIER, new SecretType()),
                            "Where secrets are found, by the names that are used elsewhere.")
                    .example("{ barman_password: { env: BARMAN_PASSWORD } }"),
            Key.optional("defaults", DEFAULTS, "What holds for all hosts that say nothing else."),
            Key.required("hosts", new NamedType("host", Texts.NAME, HostBlock.BLOCK), "The machines, by name.")
                    .example("{ pghost: { address: 10.0.0.1 } }"),
            Key.optional("groups", new NamedType("group", Texts.NAME, GroupBlock.BLOCK), "Groups of hosts, by name.")
                    .example("{ primaries: { hosts: [pg*, \"!pg3\"] } }"),
            Key.optional(
                            "postgres",
                            new NamedType("server", Texts.NAME, PostgresBlock.BLOCK),
                            "The PostgreSQL servers, by the names that Barman knows them by.")
                    .example("{ pg: { host: pghost } }"),
            Key.optional(
                            "barman",
                            new NamedType("barmanhost", Texts.NAME, BarmanBlock.BLOCK),
                            "Where WAL and backups go, by name.")
                    .example(
                            "{ backup: { host: barmanhost, servers: { pg: { conninfo: host=pghost user=barman } } } }"),
            Key.optional("drift", DriftBlock.BLOCK, "When and about what drift is reported."),
            Key.optional("plays", new ListType(PlayBlock.BLOCK), "Tasks for hosts, as Ansible has them.")
                    .example(
                            "[{ name: House rules, hosts: pg*, tasks: [{ name: Greeting, copy: { dest: /etc/motd, content: hello } }] }]"));

    /**
     * What a tree says, as far as it can be used.
     *
     * @param topology lenient where there are problems: good for further rules, never to act on
     * @param checked the tree, rid of what is wrong in it
     */
    public record Read(Topology topology, SourceMap sources, List<Diagnostic> problems, Mapping checked) {
        /** Every value as it counts, those that the document leaves out too. */
        public List<FilledValue> filled() {
            return FilledDocument.of(checked);
        }
    }

    private TopologyDocument() {}

    /**
     * Checks a tree against the description and builds the records. Has no side effects.
     *
     * @param tasks of its plays, with their variables put in
     */
    public static Read read(String file, SourceNode tree, PlayedTasks tasks, ControlNode node) {
        Place.Run run = new Place.Run();
        Grafted grafted = tree instanceof Mapping mapping
                ? Grafts.of(mapping, tasks, run)
                : new Grafted(new Mapping(List.of(), tree.origin()), List.of());
        SourceNode checked = BLOCK.check(tree instanceof Mapping ? grafted.tree() : tree, Place.document(run))
                .orElseGet(() -> new Mapping(List.of(), tree.origin()));
        Topology topology = build(new BlockValues(BLOCK, (Mapping) checked), grafted.plays(), node);
        return new Read(topology, new SourceMap(file, run.origins), run.problems.all(), (Mapping) checked);
    }

    /** The description as a JSON Schema, draft 2020-12. */
    public static JsonObject jsonSchema() {
        JsonBuilder schema = new JsonBuilder()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "jbarman topology, version 1");
        BlockJson.mapping(BLOCK).members().forEach(schema::put);
        return schema.build();
    }

    private static Topology build(BlockValues values, List<Play> plays, ControlNode node) {
        BlockValues ssh = values.inside("defaults", DEFAULTS).inside("ssh", HostBlock.SSH);
        Map<String, SecretReference> secrets = named(values, "secrets", SecretType::build);
        Map<String, Host> hosts = named(values, "hosts", entry -> HostBlock.build(entry, ssh, node));
        Map<String, HostGroup> groups = named(values, "groups", GroupBlock::build);
        Map<String, PostgresServer> postgres = named(values, "postgres", PostgresBlock::build);
        Map<String, BarmanHost> barman = named(values, "barman", BarmanBlock::build);
        return new Topology(
                values.word("name"),
                named(values, "vars", TopologyDocument::text),
                secrets,
                hosts,
                groups,
                postgres,
                barman,
                DriftBlock.build(values.inside("drift", DriftBlock.BLOCK)),
                plays);
    }

    private static String text(Entry entry) {
        return entry.value().spelling();
    }

    private static <T> Map<String, T> named(BlockValues values, String key, Function<Entry, T> build) {
        Map<String, T> all = new LinkedHashMap<>();
        values.entries(key).forEach(entry -> all.put(entry.key(), build.apply(entry)));
        return all;
    }
}
