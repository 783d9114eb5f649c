package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.diagnostics.Suggestion;
import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.host.SystemFactsQuery;
import io.jbarman.facts.server.Identity;
import io.jbarman.facts.server.IdentityQuery;
import io.jbarman.plan.PlanFile.Scope;
import io.jbarman.report.Documents;
import io.jbarman.report.FactsText;
import io.jbarman.report.SeenFacts;
import io.jbarman.report.SeenFacts.Unseen;
import io.jbarman.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What tasks can be made to depend on: asked of the hosts and servers themselves. */
@Command(
        name = "facts",
        mixinStandardHelpOptions = true,
        description = {
            "Ask hosts and servers what they are, only reading.",
            "",
            "Of a host: what 'when' and the values of tasks know as host.facts. Of a server: its version, whether it is a"
                    + " standby, and as whom jbarman logs in."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:all answered", "1:the topology has errors, or one did not answer", "64:usage error"})
final class FactsCommand implements Callable<Integer>, JsonCommand {
    private static final int FORKS = 10;

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    TopologyOptions document = new TopologyOptions();

    @Parameters(index = "1..*", paramLabel = "NAME", description = "Only these hosts and servers.")
    List<String> names = new ArrayList<>();

    @Mixin
    FormatOption format = new FormatOption();

    @Override
    public boolean json() {
        return format.json();
    }

    @Override
    public Integer call() {
        Console console = Consoles.of(spec);
        LoadedTopology loaded = LoadedTopology.load(
                document.topology, document.given.byName(), document.given.trusted, System.getenv(), this::known);
        try (ControlPlane plane = new ControlPlane(loaded, Scope.ALL, FORKS)) {
            console.progress("Observing " + loaded.topology().name() + " ...");
            SeenFacts seen = seen(loaded.topology(), plane);
            console.quiet();
            console.print(
                    json() ? Documents.facts(document.topology.toString(), seen) : FactsText.of(seen, console.ink()));
            return seen.unseen().isEmpty() ? ExitStatus.OK : ExitStatus.FAILED;
        }
    }

    private void known(Topology topology) {
        Set<String> all = Stream.concat(topology.hosts().keySet().stream(), topology.postgres().keySet().stream())
                .collect(Collectors.toSet());
        names.stream().filter(name -> !all.contains(name)).findFirst().ifPresent(name -> {
            throw new ProblemException(Diagnostic.error(
                    "unknown-address",
                    "no host and no server of the topology has the name '" + name + "'",
                    Suggestion.hint(name, List.copyOf(all), "there are")));
        });
    }

    private SeenFacts seen(Topology topology, ControlPlane plane) {
        List<SystemFactsQuery> hosts = topology.hosts().keySet().stream()
                .filter(this::isAsked)
                .map(SystemFactsQuery::new)
                .toList();
        List<IdentityQuery> servers = topology.postgres().keySet().stream()
                .filter(this::isAsked)
                .map(IdentityQuery::new)
                .toList();
        Facts facts = plane.ask(Stream.concat(hosts.stream(), servers.stream())
                .<FactQuery<?>>map(one -> one)
                .collect(Collectors.toSet()));
        List<Unseen> unseen = new ArrayList<>();
        Map<String, Map<String, Object>> ofHosts = new LinkedHashMap<>();
        hosts.forEach(host -> keep(host.host(), facts.get(host), ofHosts, unseen));
        Map<String, Identity> ofServers = new LinkedHashMap<>();
        servers.forEach(server -> keep(server.server(), facts.get(server), ofServers, unseen));
        return new SeenFacts(ofHosts, ofServers, unseen);
    }

    private boolean isAsked(String name) {
        return names.isEmpty() || names.contains(name);
    }

    private static <T> void keep(String name, Fact<T> fact, Map<String, T> known, List<Unseen> unseen) {
        if (fact instanceof Fact.Known<T> answer) {
            known.put(name, answer.value());
        } else if (fact instanceof Fact.Unknown<T> none) {
            unseen.add(new Unseen(name, none.reason(), none.remedy()));
        }
    }
}
