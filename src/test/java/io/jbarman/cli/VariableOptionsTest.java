package io.jbarman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.Fixtures;
import io.jbarman.plan.PlanFile;
import io.jbarman.playbook.TopologyFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code -e KEY=VALUE} as it is typed, and as it travels. */
final class VariableOptionsTest {
    private static final String DOCUMENT = """
            version: 1
            name: given
            vars:
              port: 5432
              socket: /nonexistent
              base: "{{ root }}/barman"
              from: []
            hosts:
              h: { address: 127.0.0.1, connection: local, ssh: { become: %s }, source_addresses: "{{ from }}" }
            postgres:
              pg: { host: h, port: "{{ port }}", socket_directory: "{{ socket }}", os_user: %s }
            barman:
              backup:
                host: h
                user: %s
                home: "{{ base }}"
                servers:
                  pg:
                    conninfo: "host=127.0.0.1 user=b"
                    streaming_conninfo: "host=127.0.0.1 user=s"
                    streaming_archiver: true
                    slot_name: barman
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path topology = Path.of("");

    @BeforeEach
    void write(@TempDir Path directory) throws Exception {
        String user = System.getProperty("user.name");
        topology = Files.writeString(
                directory.resolve("topology.yml"), DOCUMENT.formatted(Fixtures.isRoot() ? "sudo" : "none", user, user));
    }

    private int jbarman(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.commandLine(new PrintWriter(out), new PrintWriter(err), args)
                .execute(args);
    }

    @Test
    void aVariableThatTheDocumentOnlyUsesMustBeGiven() {
        assertThat(jbarman("validate", topology.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("unknown variable 'root'", "topology.yml:6:9");
        assertThat(jbarman("validate", topology.toString(), "-e", "root=/srv"))
                .as(err.toString())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "root            | 64 | there is no '=' in 'root': write -e KEY=VALUE",
                "=x              | 64 | '' is no name of a variable",
                "a-b=x           | 64 | 'a-b' is no name of a variable",
                "prot=5433       | 1  | the topology has no variable 'prot'",
                "port=many       | 1  | port' must be a whole number",
                "base={{ root }} | 1  | not the text '{{ root }}'",
                "from=[10.0.0.1  | 1  | not the text '[10.0.0.1'",
                "from=[true]     | 1  | 'source_addresses' must be",
                "{port: }        | 64 | 'port'",
                "{port 1}        | 64 | -e",
                "{a-b: 1}        | 64 | 'a-b' cannot be the name of a variable",
                "@none.yml       | 64 | none.yml: no such file: a path behind @ is taken from the working directory",
            })
    void whatIsWrongIsTold(String given, int status, String said) {
        assertThat(jbarman("validate", topology.toString(), "-e", "root=/srv", "-e", given))
                .isEqualTo(status);
        assertThat(err.toString()).contains(said).doesNotContain("\tat ");
    }

    /** As they are typed for Ansible; what a file says gives way to what is typed behind it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "from=[\"10.1.0.1\"] | 10.1.0.1",
                "from=['10.1.0.2']  | 10.1.0.2",
                "{\"from\": [\"10.1.0.3\"], \"port\": 5433} | 5433",
                "{from: [10.1.0.4]} | 10.1.0.4",
                "@given.yml         | 10.1.0.5",
                "@given.yml         | 5599",
            })
    void listsAndSeveralAtOnceAreGiven(String given, String value) throws Exception {
        Path file = Files.writeString(topology.resolveSibling("given.yml"), "from: [10.1.0.5]\nport: 5434\n");
        Path saved = topology.resolveSibling("saved.plan");
        jbarman(
                "plan",
                topology.toString(),
                "-e",
                "root=/srv",
                "-e",
                given.replace("@given.yml", "@" + file),
                "-e",
                given.startsWith("@") ? "port=5599" : "socket=/none",
                "--out",
                saved.toString());

        Map<String, String> kept =
                PlanFile.read("saved", Files.readString(saved)).source().variables();
        assertThat(TopologyFile.read(topology, kept).orThrow().toString())
                .as(err.toString())
                .contains(value);
    }

    @Test
    void aMisspeltOneIsCorrectedAndNamed() {
        jbarman("validate", topology.toString(), "-e", "root=/srv", "-e", "prot=5433");
        assertThat(err.toString()).contains("-e prot: error: ", "hint: did you mean 'port'?");
    }

    @Test
    void aLineBreakInAValueCouldEndUpInAUnitFile() {
        assertThat(jbarman("plan", topology.toString(), "-e", "root=/srv\nUser=root"))
                .isEqualTo(64);
        assertThat(err.toString()).contains("control character");
    }

    @Test
    void itGoesOverTheDocumentsOwnAndIntoAPlanFile(@TempDir Path directory) throws Exception {
        Path saved = directory.resolve("saved.plan");
        String root = "root=" + directory;

        jbarman("plan", topology.toString(), "-e", root, "-e", "port=5599", "--out", saved.toString());

        assertThat(out.toString()).contains("no socket for port 5599", directory + "/barman");
        assertThat(Files.readString(saved)).contains("\"variables\"", "\"port\" : \"5599\"");

        jbarman("apply", saved.toString(), "--yes", "--verify", "none");
        assertThat(err.toString()).doesNotContain("unknown variable").doesNotContain("stale");
        assertThat(directory.resolve("barman/pg/wals")).exists();
    }

    @Test
    void besideAPlanItWouldBeLost(@TempDir Path directory) {
        Path saved = directory.resolve("saved.plan");
        jbarman("plan", topology.toString(), "-e", "root=" + directory, "--out", saved.toString());

        assertThat(jbarman("apply", saved.toString(), "--yes", "-e", "port=1")).isEqualTo(64);
        assertThat(err.toString()).contains("is a plan: it has its own --limit, --only, --drop and -e");
    }
}
