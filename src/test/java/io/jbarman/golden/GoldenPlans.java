package io.jbarman.golden;

import io.jbarman.compile.Compiler;
import io.jbarman.compile.ControlNode;
import io.jbarman.engine.Planner;
import io.jbarman.facts.RecordedFactsJson;
import io.jbarman.fixture.Fixtures;
import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.plan.Plan;
import io.jbarman.plan.PlanJson;
import io.jbarman.playbook.TopologyFile;
import io.jbarman.report.Ink;
import io.jbarman.report.PlanText;
import io.jbarman.resource.ResourceGraph;
import io.jbarman.secret.Secret;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The files of a case, and the way from its topology and recorded facts to its plan. */
record GoldenPlans(Path directory) {
    static final String BASE = "/srv/golden";
    static final String JAVA_HOME = "/usr/lib/jvm/java-17";

    static final Secrets SECRETS =
            new Secrets(Map.of("barman_password", Secret.of("barman's"), "streaming_password", Secret.of("a:b\\c")));

    static GoldenPlans of(PlanCase plan) {
        return new GoldenPlans(
                Fixtures.checkout().resolve("src/test/resources/plans").resolve(plan.name()));
    }

    Path topology() {
        return directory.resolve("topology.yml");
    }

    Path facts() {
        return directory.resolve("facts.json");
    }

    Path text() {
        return directory.resolve("plan.txt");
    }

    Path json() {
        return directory.resolve("plan.json");
    }

    Plan plan() throws IOException {
        ResourceGraph graph = graph(
                TopologyFile.read(topology()).orThrow(), Path.of(BASE, "jbarman"), JAVA_HOME, Path.of(BASE, "t.yml"));
        return Planner.plan(
                "golden",
                graph,
                RecordedFactsJson.read(Files.readString(facts())).facts(graph.questions()));
    }

    void write(Plan plan) throws IOException {
        Files.writeString(text(), text(plan));
        Files.writeString(json(), json(plan));
    }

    static ResourceGraph graph(Topology topology, Path launcher, String javaHome, Path document) {
        return Compiler.compile(
                topology,
                SECRETS,
                new ControlNode(
                        Optional.of(launcher.toString()),
                        Optional.of(javaHome),
                        "ops",
                        Optional.of(document.toString())));
    }

    static String text(Plan plan) {
        return PlanText.of(plan, true, new Ink(false));
    }

    static String json(Plan plan) {
        return Json.pretty(PlanJson.addTo(new JsonBuilder(), plan).build()) + "\n";
    }
}
