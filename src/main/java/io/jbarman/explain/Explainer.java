package io.jbarman.explain;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.diagnostics.Suggestion;
import io.jbarman.playbook.DocumentDetails;
import io.jbarman.playbook.ParsedTopology;
import io.jbarman.resource.ResourceGraph;
import io.jbarman.topology.HostGroups;
import io.jbarman.topology.KnownVariable;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.SourceMap;
import io.jbarman.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Says what the names of a document stand for. Looks at no host and at no secret. */
public final class Explainer {
    private final DocumentDetails details;
    private final Topology topology;
    private final SourceMap sources;
    private final HostGroups groups;
    private final Values values;
    private final Tasks tasks;

    /**
     * @param graph what the document compiles to
     * @throws ProblemException if the document has errors
     */
    public Explainer(ParsedTopology parsed, ResourceGraph graph) {
        this.details = parsed.details().orElseThrow(() -> new ProblemException(parsed.problems()));
        this.topology = parsed.orThrow();
        this.sources = parsed.sources();
        this.groups = HostGroups.of(topology);
        this.values = new Values(topology, details.values());
        this.tasks = new Tasks(graph, topology, sources);
    }

    /** The document as a whole: its own variables, and everything that it compiles to. */
    public Explanation document() {
        return new Explanation(
                "topology",
                topology.name(),
                Origin.ofFile(sources.file()),
                List.of(),
                List.of(),
                details.variables(),
                List.of(),
                tasks.where(any -> true));
    }

    /**
     * Everything of that name: hosts, servers, standbys, barmanhosts and groups may share one.
     *
     * @throws ProblemException if there is nothing of that name
     */
    public List<Explanation> of(String name) {
        List<Explanation> all = new ArrayList<>();
        if (topology.hosts().containsKey(name)) {
            all.add(host(name));
        }
        if (topology.groups().containsKey(name)) {
            all.add(group(name));
        }
        topology.postgres().values().forEach(server -> servers(server, name, all));
        if (topology.barman().containsKey(name)) {
            String path = "barman." + name;
            all.add(block("barmanhost", name, path, topology.barman().get(name).host(), values.of(path)));
        }
        if (all.isEmpty()) {
            throw unknown(name, names(), "it has " + String.join(", ", names()));
        }
        return all;
    }

    /**
     * The resource of an address.
     *
     * @throws ProblemException if there is none
     */
    public Task task(String address) {
        return tasks.where(id -> id.toString().equals(address)).stream()
                .findFirst()
                .orElseThrow(() -> unknown(
                        address, tasks.addresses(), "'jbarman explain " + sources.file() + "' lists all addresses"));
    }

    private Explanation host(String name) {
        String path = "hosts." + name;
        return new Explanation(
                "host",
                name,
                sources.origin(path),
                groups.of(name),
                List.of(),
                details.variables(name),
                values.ofHost(name),
                tasks.where(id -> id.owner().equals(name)));
    }

    private Explanation group(String name) {
        return new Explanation(
                "group",
                name,
                sources.origin("groups." + name),
                List.of(),
                List.copyOf(groups.members().getOrDefault(name, Set.of())),
                List.of(),
                values.of("groups." + name),
                List.of());
    }

    private void servers(PostgresServer server, String name, List<Explanation> all) {
        String path = "postgres." + server.name();
        if (server.name().equals(name)) {
            all.add(block("PostgreSQL server", name, path, server.host(), values.of(path, "standbys.")));
        }
        if (server.standbys().containsKey(name)) {
            String standby = path + ".standbys." + name;
            all.add(block("standby", name, standby, server.standbys().get(name).host(), values.of(standby)));
        }
    }

    private Explanation block(String what, String name, String path, String host, List<Value> its) {
        List<KnownVariable> variables = details.variables(host);
        return new Explanation(
                what,
                name,
                sources.origin(path),
                List.of(),
                List.of(),
                variables,
                its,
                tasks.where(id -> id.owner().equals(name)));
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>(topology.hosts().keySet());
        names.addAll(topology.groups().keySet());
        names.addAll(topology.servers().keySet());
        names.addAll(topology.barman().keySet());
        return names;
    }

    private static ProblemException unknown(String word, java.util.Collection<String> known, String otherwise) {
        return new ProblemException(Diagnostic.error(
                "unknown-address",
                "nothing in the topology has the name '" + word + "'",
                Suggestion.closest(word, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse(otherwise)));
    }
}
