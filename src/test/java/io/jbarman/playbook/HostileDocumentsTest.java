package io.jbarman.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.TestClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Documents that are made to take all time, memory or stack that there is: each is refused, one after the other, by a
 * program that has as little memory as a small machine gives.
 */
final class HostileDocumentsTest {
    private static final String HEAD = "version: 1\nname: x\n";
    private static final String ONE_HOST = HEAD + "hosts: { h: { address: a } }\n";

    /** Far above what all of them take: it tells a hang from an answer. */
    private static final int HANG_SECONDS = 400;

    @Test
    void areRefused(@TempDir Path directory) throws Exception {
        write(directory);

        List<String> said = read(directory);

        assertThat(said).as(String.join("\n", said)).noneMatch(line -> line.startsWith("topology"));
        assertThat(said).filteredOn(line -> line.startsWith("refused")).hasSize(documents(directory));
        assertThat(Files.readString(directory.resolve("loaded.txt")))
                .contains("io.jbarman.playbook.TopologyFile")
                .doesNotContain("Witness", "javax.script");
        assertThat(said).as("traces").noneMatch(line -> line.contains("\tat ") || line.contains("Exception"));
    }

    private static void write(Path directory) throws IOException {
        classes(directory);
        patterns(directory);
        names(directory);
        rules(directory);
        templates(directory);
        plays(directory);
    }

    /** Named in every way that YAML or an expression has. */
    private static void classes(Path directory) throws IOException {
        String witness = "io.jbarman.playbook.Witness";
        put(directory, "tag.yml", HEAD + "vars: { v: !!" + witness + " {} }");
        put(directory, "tag-of-document.yml", "!!" + witness + "\n" + HEAD);
        put(directory, "whole-tag.yml", HEAD + "vars: { v: !<tag:yaml.org,2002:" + witness + "> [a] }");
        put(directory, "engine-tag.yml", HEAD + "vars: { v: !!javax.script.ScriptEngineManager [] }");
        put(directory, "class-in-expression.yml", HEAD + "vars: { v: \"{{ '' .class.forName('" + witness + "') }}\" }");
        put(directory, "type-in-expression.yml", HEAD + "vars: { v: \"{{ T(" + witness + ").X }}\" }");
    }

    private static void patterns(Path directory) throws IOException {
        String terms = "a,".repeat(50_000) + "a";
        put(directory, "pattern-of-many-terms.yml", ONE_HOST + "groups: { g: { hosts: \"" + terms + "\" } }");
        put(directory, "play-of-many-terms.yml", ONE_HOST + "plays: [{ name: p, hosts: [" + terms + "], tasks: [] }]");
        put(
                directory,
                "pattern-of-spaces.yml",
                ONE_HOST + "groups: { g: { hosts: \"x" + " ".repeat(1_000_000) + "x\" } }");
        put(
                directory,
                "key-options.yml",
                HEAD + "hosts: { h: { address: a, system: { authorized_keys: { k: { user: a, key_options: '"
                        + "a".repeat(100_000) + "\"' } } } } }");
        put(
                directory,
                "window.yml",
                ONE_HOST + "postgres: { p: { host: h, restart: 'window " + "Mon,".repeat(50_000)
                        + "Mon 02:00-04:00' } }");
        put(
                directory,
                "pattern-of-stars.yml",
                groups(1, 20_000, "q*q,".repeat(9_999) + "q*q") + "plays: []\nbarman: 1");
        put(
                directory,
                "pattern-of-names-of-nothing.yml",
                groups(1, 20_000, lines(9_999, i -> longName("hsot", i) + ",").replace("\n", "") + "hsot")
                        + "barman: 1");
        put(directory, "groups-in-each-other.yml", groups(3000, 3000, "group:g*"));
        put(directory, "groups-without-hosts.yml", groups(20_000, 1, "group:q*q"));
        put(directory, "all-hosts-in-all-groups.yml", groups(20_000, 20_000, "all"));
        put(
                directory,
                "many-terms-in-many-plays.yml",
                groups(1, 40_000, "h1") + "plays:\n"
                        + lines(90, i -> "- { name: p, hosts: \"" + "q*q,".repeat(900) + "h1\", tasks: [] }"));
    }

    private static void names(Path directory) throws IOException {
        IntFunction<String> host = i -> "  " + longName("host", i) + ": { address: a }";
        put(
                directory,
                "wrong-servers.yml",
                HEAD + "hosts:\n" + lines(5000, host) + "postgres:\n"
                        + lines(20_000, i -> "  p" + i + ": { host: zz }"));
        put(
                directory,
                "alike.yml",
                HEAD + "hosts:\n" + lines(20_000, host) + "postgres:\n"
                        + lines(20_000, i -> "  p" + i + ": { host: " + longName("hsot", i) + "x }"));
        put(
                directory,
                "patterns-for-nothing.yml",
                HEAD + "hosts:\n" + lines(5000, host) + "groups: { g: { hosts: [" + "q*, ".repeat(999)
                        + "q*] } }\nbarman: 1");
        put(
                directory,
                "variables.yml",
                ONE_HOST + "vars:\n" + lines(30_000, i -> "  v" + i + ": \"{{ 'a' | upper }}\"") + "barman: 1");
        put(
                directory,
                "filters.yml",
                ONE_HOST + "vars:\n  l: [" + "b, a, ".repeat(4500) + "c]\n"
                        + lines(10_000, i -> "  v" + i + ": \"{{ l" + " | sort".repeat(40) + " | length }}\""));
        put(
                directory,
                "facts.yml",
                ONE_HOST + "vars:\n" + lines(30_000, i -> "  v" + i + ": \"{{ v" + (i + 1) + " }}\"")
                        + "plays: [{ name: p, hosts: all, vars: { v30000: \"{{ host.facts.cpus }}\" }, tasks: [] }]\nbarman: 1");
    }

    private static void rules(Path directory) throws IOException {
        IntFunction<String> names = count -> "a" + ", a".repeat(count);
        put(
                directory,
                "rule-of-many.yml",
                ONE_HOST + "postgres: { p: { host: h, hba: { r: { databases: [" + names.apply(20_000) + "], users: ["
                        + names.apply(20_000) + "], source: 10.0.0.1 } } } }");
    }

    private static void templates(Path directory) throws IOException {
        template(directory, "deep-expression", "{{ " + "(".repeat(50_000) + "1" + ")".repeat(50_000) + " }}");
        template(directory, "deep-ifs", "{% if true %}".repeat(20_000) + "{% endif %}".repeat(20_000));
        template(directory, "never-closed", "{{".repeat(500_000));
        template(directory, "rounds", "{% for a in l %}{% for b in l %}{% endfor %}{% endfor %}");
        template(directory, "filters-in-rounds", "{% for a in l %}{% if (l | sort) is empty %}{% endif %}{% endfor %}");
    }

    private static void template(Path directory, String name, String text) throws IOException {
        put(directory, name + ".peb", text);
        put(
                directory,
                "template-" + name + ".yml",
                ONE_HOST + "vars: { l: [" + "b, ".repeat(9000) + "c] }\n"
                        + "plays: [{ name: p, hosts: h, tasks: [{ name: t, template: { src: " + name
                        + ".peb, dest: /etc/x } }] }]");
    }

    private static void plays(Path directory) throws IOException {
        put(
                directory,
                "tasks-that-never-hold.yml",
                groups(1, 20_000, "h1") + "plays:\n- name: p\n  hosts: all\n  tasks:\n"
                        + lines(10_000, i -> "  - { name: t, when: false, group: { name: g } }"));
        put(
                directory,
                "handlers.yml",
                groups(1, 20_000, "h1") + "plays:\n- name: p\n  hosts: all\n  tasks: []\n  handlers:\n"
                        + lines(10_000, i -> "  - { name: t" + i + ", command: { argv: [/bin/true] } }"));
        put(
                directory,
                "variables-of-plays.yml",
                groups(1, 5000, "h1") + "plays:\n- name: p\n  hosts: all\n  vars:\n"
                        + lines(20_000, i -> "    v" + i + ": a") + "  tasks: []\n");
        put(
                directory,
                "templates-on-many-hosts.yml",
                groups(1, 20_000, "h1")
                        + "plays: [{ name: p, hosts: all, tasks: [{ name: t, template: { src: large.peb, dest: /etc/x } }] }]");
        put(directory, "large.peb", "{{ host.name }}" + "x".repeat(900_000));
    }

    private static String longName(String head, int number) {
        return head + "_" + number + "_"
                + "x".repeat(50 - Integer.toString(number).length());
    }

    private static String groups(int groups, int hosts, String pattern) {
        return HEAD + "hosts:\n" + lines(hosts, i -> "  h" + i + ": { address: a }") + "groups:\n"
                + lines(groups, i -> "  g" + i + ": { hosts: \"" + pattern + "\" }");
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static void put(Path directory, String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private static int documents(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return (int) files.filter(file -> file.toString().endsWith(".yml")).count();
        }
    }

    private static List<String> read(Path directory) throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Xlog:class+load:file=" + directory.resolve("loaded.txt"),
                        "-cp",
                        TestClassPath.text(),
                        ReadsDocuments.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(HANG_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        process.waitFor();
        return Files.readAllLines(output);
    }
}
