package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.Origin;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.plan.Fingerprint;
import io.jbarman.plan.PlanFile;
import io.jbarman.playbook.ParsedTopology;
import io.jbarman.playbook.TopologyFile;
import io.jbarman.secret.Secret;
import io.jbarman.secret.SecretSource;
import io.jbarman.secret.Secrets;
import io.jbarman.secretsource.LocalSecretSource;
import io.jbarman.topology.HostFacts;
import io.jbarman.topology.SourceMap;
import io.jbarman.topology.Topology;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A topology document with its secrets, ready to be worked with.
 *
 * @param source the document's absolute path, the digest of it and its files of variables, and the variables that it was read with
 * @param warnings what its author should know, though it does not stop anything
 * @param trusted whether a script may do whatever a program may
 */
record LoadedTopology(
        PlanFile.Source source,
        Topology topology,
        Secrets secrets,
        SourceMap sources,
        List<Diagnostic> warnings,
        boolean trusted) {
    /**
     * Reads a document and looks its secrets up.
     *
     * @param trusted whether a script may do whatever a program may
     * @throws ProblemException with every problem that was found
     */
    static LoadedTopology load(
            Path file, Map<String, String> variables, boolean trusted, Map<String, String> environment) {
        return load(file, variables, trusted, environment, topology -> {});
    }

    /**
     * The same, where what is asked of the document is looked at before anybody is asked for a password.
     *
     * @param asked throws {@link ProblemException} where the topology does not have what it is asked for
     */
    static LoadedTopology load(
            Path file,
            Map<String, String> variables,
            boolean trusted,
            Map<String, String> environment,
            Consumer<Topology> asked) {
        ParsedTopology parsed = TopologyFile.read(file, variables, trusted);
        Topology topology = parsed.orThrow();
        asked.accept(topology);
        Path absolute = file.toAbsolutePath().normalize();
        Secrets secrets = secrets(
                topology,
                new LocalSecretSource(environment, absolute.resolveSibling("").toAbsolutePath(), TerminalAsker::ask),
                parsed.sources());
        PlanFile.Source source = new PlanFile.Source(absolute.toString(), digest(absolute, parsed.files()), variables);
        return new LoadedTopology(source, topology, secrets, parsed.sources(), parsed.problems(), trusted);
    }

    /**
     * The same with the values of tasks that use what hosts say of themselves.
     *
     * @param look what answers questions
     * @throws ProblemException if a value is not to be used then
     */
    LoadedTopology seen(Function<Set<FactQuery<?>>, Facts> look) {
        Set<String> hosts = HostFacts.neededBy(topology);
        if (hosts.isEmpty()) {
            return this;
        }
        ParsedTopology parsed = TopologyFile.read(file(), source.variables(), trusted, SystemFacts.of(hosts, look));
        return new LoadedTopology(source, parsed.orThrow(), secrets, parsed.sources(), parsed.problems(), trusted);
    }

    private static Secrets secrets(Topology topology, SecretSource source, SourceMap sources) {
        Diagnostics problems = new Diagnostics();
        Map<String, Secret> values = new LinkedHashMap<>();
        topology.secrets().forEach((name, reference) -> {
            try {
                values.put(name, source.resolve(reference));
            } catch (ProblemException e) {
                Origin place = sources.origin("secrets." + name);
                e.problems().forEach(problem -> problems.add(problem.at(place)));
            }
        });
        problems.throwIfErrors();
        return new Secrets(values);
    }

    Path file() {
        return Path.of(source.file());
    }

    /** Of the document, and of the files of variables that it was read with. */
    private static String digest(Path file, List<Path> more) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            all.write(Files.readAllBytes(file));
            for (Path each : more) {
                all.write(Files.readAllBytes(each));
            }
            return Fingerprint.of(all.toByteArray());
        } catch (IOException e) {
            throw new ProblemException(
                    Diagnostic.error(
                            "topology-unreadable",
                            file + ": cannot be read: " + e.getMessage(),
                            "look at the file and its disk"),
                    e);
        }
    }

    JsonObject json() {
        return source.json(topology.name());
    }
}
