package io.jbarman.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jbarman.report.DiagnosticText;
import io.jbarman.schema.ControlNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever is fed to it, reading ends with a topology or with diagnostics. The seed makes a failure repeatable. */
final class TopologyFuzzTest {
    private static final long SEED = 20261121L;
    private static final int ROUNDS = 3000;
    /** Far above what any of them takes: it tells a hang from an answer. */
    private static final Duration HANG = Duration.ofSeconds(60);

    private static final ControlNode NODE = new ControlNode(Path.of("/topologies"), Path.of("/home/ops"));
    private static final Path CHECKOUT = Path.of(System.getProperty("jbarman.checkout", "."));
    private static final String WITNESS = "io.jbarman.playbook.Witness";
    private static final List<String> SCRIPT_TOKENS = List.of(
            WITNESS,
            WITNESS + ".X",
            "\n" + WITNESS + ".X\n",
            "\nnew " + WITNESS + "()\n",
            "\ndef w = new " + WITNESS + "()\n",
            " as " + WITNESS,
            "\n@" + WITNESS + "\n",
            "${" + WITNESS + ".X}",
            "import " + WITNESS + "\n",
            "\nClass.forName('" + WITNESS + "')\n",
            "\nthis.class.classLoader.loadClass('" + WITNESS + "')\n");
    private static final List<String> TOKENS = List.of(
            "{{ a }}",
            "{{",
            "}}",
            "*x",
            "&x ",
            "<<: ",
            "!!binary ",
            "!!java.net.URL ",
            "!!javax.script.ScriptEngineManager ",
            "!<tag:yaml.org,2002:java.io.File> ",
            "!!" + WITNESS + " ",
            "!!" + WITNESS + " {}",
            "? ",
            "- ",
            ": ",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "'",
            "|\n",
            ">-\n",
            "\t",
            "\r",
            "\u2028",
            "%",
            "---\n",
            "...\n",
            "#",
            "~",
            "null",
            "0x10",
            ".nan",
            "1e999",
            "\uFEFF",
            "\u0000",
            "\u001b",
            "日",
            "\uD83D\uDE00",
            "-9223372036854775809",
            "{{ a | upper }}");

    @Test
    void mutatedDocumentsEndWithDiagnostics() throws IOException {
        Random random = new Random(SEED);
        List<byte[]> corpus = corpus("playbooks", ".yml");
        for (int round = 0; round < ROUNDS; round++) {
            byte[] document = corpus.get(random.nextInt(corpus.size()));
            for (int i = random.nextInt(4); i >= 0; i--) {
                document = mutated(document, random, corpus, TOKENS);
            }
            read(document, "round " + round);
        }
    }

    /** Each is compiled, so there are fewer of them. */
    @Test
    void mutatedScriptsEndWithDiagnostics() throws IOException {
        Random random = new Random(SEED);
        List<byte[]> corpus = corpus("dsl", ".groovy");
        for (int round = 0; round < Integer.getInteger("jbarman.scripts", 150); round++) {
            byte[] document = corpus.get(random.nextInt(corpus.size()));
            for (int i = random.nextInt(3); i >= 0; i--) {
                document = mutated(document, random, corpus, SCRIPT_TOKENS);
            }
            read("fuzz.groovy", document, "round " + round);
        }
    }

    @Test
    void bombsOfScriptsEndWithDiagnostics() {
        for (String bomb : List.of(
                "{".repeat(100_000),
                "[".repeat(39) + "]".repeat(39),
                "(".repeat(39) + "1" + ")".repeat(39),
                "a{".repeat(39) + "}".repeat(39),
                "a.".repeat(2000) + "b",
                "1+".repeat(5000) + "1",
                "!".repeat(5000) + "a",
                "\"${".repeat(30),
                "topology('x') { host('h') { address '" + "a".repeat(70_000) + "' } }",
                "topology('x') {\n" + "host('h') { address 'a' }\n".repeat(1500) + "}",
                "/*" + "*".repeat(300_000),
                "x ".repeat(20_000))) {
            ParsedTopology parsed = read(
                    "fuzz.groovy",
                    bomb.getBytes(StandardCharsets.UTF_8),
                    bomb.substring(0, Math.min(40, bomb.length())));
            assertThat(parsed.topology()).isEmpty();
        }
    }

    @Test
    void bombsEndWithDiagnostics() {
        for (String bomb : bombs()) {
            ParsedTopology parsed = read(bomb.getBytes(StandardCharsets.UTF_8), bomb.substring(0, 40));
            assertThat(parsed.topology()).as(bomb.substring(0, 40)).isEmpty();
        }
    }

    private static List<String> bombs() {
        int large = 500_000;
        return List.of(
                "[".repeat(large),
                "{a: ".repeat(large),
                "- ".repeat(large) + "x",
                "? ".repeat(large) + "x",
                "a: &a [*a, *a]\n".repeat(1000),
                "hosts: {" + "h: {address: x}, ".repeat(large / 20) + "}",
                "version: 1\n" + "colour: blue\n".repeat(large / 20),
                "version: 1\n" + manyKeys(40_000),
                "hosts:\n  " + "x".repeat(large) + ": {address: " + "y".repeat(large) + "}\npostgres: {a: {host: "
                        + "x".repeat(large - 1) + "}}",
                "hosts: { h: { address: " + "a.".repeat(large) + " } }",
                "hosts: { h: { address: x, source_addresses: [" + "1:".repeat(large) + "] } }",
                manyGroups(2000, "h*1*"),
                manyGroups(2000, "group:g*"),
                "vars:\n" + chainOfVariables(2000) + "name: \"{{ v0 }}\"",
                "name: \"" + "{{ x }}".repeat(large / 10) + "\"",
                "name: \"{{ " + "(".repeat(400) + " }}\"",
                "name: \"{{ " + "[".repeat(400) + " }}\"",
                "name: \"{{ '" + "a".repeat(400) + "' ~ '#{' }}\"",
                "# " + "x".repeat(TopologyBytes.LARGEST),
                "a: 'x\n" + "\n".repeat(large),
                "\"" + "\\u0041".repeat(large / 10));
    }

    private static String manyKeys(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("key_number_").append(i).append(": x\n");
        }
        return text.toString();
    }

    private static String manyGroups(int count, String pattern) {
        StringBuilder hosts = new StringBuilder("version: 1\nname: x\nhosts:\n");
        StringBuilder groups = new StringBuilder("groups:\n");
        for (int i = 0; i < count; i++) {
            hosts.append("  h1")
                    .append(i)
                    .append(": { address: a, groups: [g")
                    .append(i % 7)
                    .append("] }\n");
            groups.append("  g")
                    .append(i)
                    .append(": { hosts: \"")
                    .append(pattern)
                    .append(", !x\", vars: { v");
            groups.append(i).append(": x } }\n");
        }
        return hosts.append(groups).toString();
    }

    private static String chainOfVariables(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("  v").append(i).append(": \"{{ v").append(i + 1).append(" }}\"\n");
        }
        return text.append("  v").append(length).append(": x\n").toString();
    }

    private static ParsedTopology read(byte[] document, String name) {
        return read("fuzz.yml", document, name);
    }

    private static ParsedTopology read(String file, byte[] document, String name) {
        return assertTimeoutPreemptively(
                HANG,
                () -> {
                    ParsedTopology parsed = TopologyFile.parse(file, document, NODE);
                    assertThat(DiagnosticText.of(parsed.problems()))
                            .doesNotContain("\u001b")
                            .doesNotContain("\tat ")
                            .doesNotContain("org.codehaus");
                    assertThat(parsed.topology().isPresent()
                                    || !parsed.problems().isEmpty())
                            .isTrue();
                    assertThat(System.getProperty("jbarman.witness.loaded")).isNull();
                    return parsed;
                },
                name);
    }

    private static byte[] mutated(byte[] document, Random random, List<byte[]> corpus, List<String> tokens) {
        int at = document.length == 0 ? 0 : random.nextInt(document.length);
        int to = Math.min(document.length, at + random.nextInt(30));
        byte[] head = Arrays.copyOf(document, at);
        byte[] tail = Arrays.copyOfRange(document, at, document.length);
        byte[] part = Arrays.copyOfRange(document, at, to);
        return switch (random.nextInt(6)) {
            case 0 -> joined(head, Arrays.copyOfRange(document, to, document.length));
            case 1 -> joined(head, part, tail);
            case 2 -> joined(head, token(random, tokens), tail);
            case 3 -> joined(head, new byte[] {(byte) random.nextInt(256)}, tail);
            case 4 -> joined(head, piece(corpus.get(random.nextInt(corpus.size())), random), tail);
            default -> head;
        };
    }

    private static byte[] token(Random random, List<String> tokens) {
        return tokens.get(random.nextInt(tokens.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] piece(byte[] document, Random random) {
        int from = document.length == 0 ? 0 : random.nextInt(document.length);
        return Arrays.copyOfRange(document, from, Math.min(document.length, from + random.nextInt(200)));
    }

    private static byte[] joined(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static List<byte[]> corpus(String directory, String ending) throws IOException {
        try (Stream<Path> bad = Files.list(CHECKOUT.resolve("src/test/resources/bad-input"));
                Stream<Path> good = Files.list(CHECKOUT.resolve(directory))) {
            List<Path> files = Stream.concat(bad, good)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
            List<byte[]> documents = new java.util.ArrayList<>();
            for (Path file : files) {
                documents.add(Files.readAllBytes(file));
            }
            return documents;
        }
    }
}
