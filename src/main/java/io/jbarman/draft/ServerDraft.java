package io.jbarman.draft;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.facts.Fact;
import io.jbarman.facts.Facts;
import io.jbarman.facts.server.Identity;
import io.jbarman.facts.setting.OwnValue;
import io.jbarman.schema.Connections;
import io.jbarman.secret.SecretReference;
import io.jbarman.topology.Contents;
import io.jbarman.topology.DatabaseDemand;
import io.jbarman.topology.DriftPolicy;
import io.jbarman.topology.ExtensionDemand;
import io.jbarman.topology.Host;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.SettingDemand;
import io.jbarman.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A running server as a topology. Pure. */
public final class ServerDraft {
    private static final String PGHOST = "pghost";

    private final SeenServer seen;
    private final Facts first;
    private final Facts second;
    private final DraftRemarks remarks;

    private ServerDraft(SeenServer seen, Facts first, Facts second) {
        this.seen = seen;
        this.first = first;
        this.second = second;
        this.remarks = new DraftRemarks(seen, first);
    }

    /** The topology of the server alone, by which it is reached and looked at. */
    public static Topology skeleton(DraftSite site, PostgresServer server, Map<String, SecretReference> secrets) {
        Host host = site.host(PGHOST);
        return new Topology(
                site.name().filter(Connections::isName).orElse("imported"),
                Map.of(),
                secrets,
                Map.of(host.name(), host),
                Map.of(server.name(), server),
                Map.of(),
                DriftPolicy.NONE);
    }

    /** The name of its host. */
    public static String hostName() {
        return PGHOST;
    }

    /**
     * The skeleton with what was seen of the server.
     *
     * @throws ProblemException if the server could not be looked at, or follows another one
     */
    public static Draft of(Topology skeleton, SeenServer seen, Facts first, Facts second) {
        refuse(seen, first);
        ServerDraft draft = new ServerDraft(seen, first, second);
        PostgresServer full = draft.server();
        Topology topology = Drafts.with(skeleton, full);
        return new Draft(topology, draft.remarks.all());
    }

    private static void refuse(SeenServer seen, Facts first) {
        Fact<Identity> identity = first.get(seen.identity());
        if (identity instanceof Fact.Unknown<Identity> unknown) {
            throw new ProblemException(Diagnostic.error("import-unreachable", unknown.reason(), unknown.remedy()));
        }
        if (identity instanceof Fact.Known<Identity> known && known.value().inRecovery()) {
            throw new ProblemException(Diagnostic.error(
                    "import-standby",
                    seen.server().name() + " is a standby: what is in it is its primary's",
                    "import the primary, then write this one under its standbys"));
        }
    }

    private PostgresServer server() {
        Contents contents = new Contents(
                new SeenRoles(seen, first, second, remarks).demands(),
                Map.of(),
                databases(),
                extensions(),
                new SeenSlots(seen, first, remarks).demands(),
                new SeenRules(seen, first, remarks).demands());
        Map<String, SettingDemand> settings = new SeenSettings(seen, first, remarks).demands();
        remarks.followers();
        remarks.grants();
        return Drafts.with(seen.server(), settings, contents);
    }

    private Map<String, DatabaseDemand> databases() {
        Map<String, DatabaseDemand> databases = new TreeMap<>();
        List<String> names = Known.or(first.get(seen.databaseNames()), List.of());
        if (names.isEmpty()) {
            return databases;
        }
        Known.or(second.get(seen.databases(names)), Map.of()).values().stream()
                .filter(one -> !one.name().equals("postgres"))
                .map(SeenDatabase::demand)
                .forEach(one -> databases.put(one.name(), one));
        Known.or(first.get(seen.ownValues()), List.<OwnValue>of()).stream()
                .filter(one -> one.role().isEmpty())
                .forEach(remarks::ownValue);
        return databases;
    }

    /** One extension in several databases is one entry; where its schema differs, that is left alone. */
    private Map<String, ExtensionDemand> extensions() {
        Map<String, ExtensionDemand> extensions = new LinkedHashMap<>();
        for (String database : Known.or(first.get(seen.databaseNames()), List.of())) {
            Known.or(second.get(seen.extensions(database)), Map.of())
                    .forEach((name, schema) ->
                            extensions.merge(name, SeenDatabase.extension(name, database, schema), SeenDatabase::both));
        }
        return extensions;
    }
}
