package io.jbarman.cli;

import io.jbarman.plan.PlanFile.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What {@code plan}, {@code apply} and {@code drift} have in common. */
final class ControlOptions {
    @Option(
            names = "--limit",
            split = ",",
            paramLabel = "HOST",
            description = "Only these hosts and the servers on them: pg*, !pg3, group:primaries.")
    List<String> limit = new ArrayList<>();

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "ADDRESS",
            description = "Only these resources, such as pg/role/barman; a * stands for any characters.")
    List<String> only = new ArrayList<>();

    @Option(
            names = "--tags",
            split = ",",
            paramLabel = "TAG",
            description = "Only tasks of plays with one of these tags, and what they notify.")
    List<String> tags = new ArrayList<>();

    @Option(
            names = "--skip-tags",
            split = ",",
            paramLabel = "TAG",
            description = "Without tasks of plays that have one of these tags.")
    List<String> skipTags = new ArrayList<>();

    @Option(
            names = "--forks",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many hosts and servers are looked at at the same time (${DEFAULT-VALUE}).")
    int forks;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    ReportFormat format = ReportFormat.text;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Also write the report as one HTML page into this file, whatever was in it.")
    @Nullable
    Path report;

    @Option(
            names = {"-v", "--verbose"},
            description = "Also what is in sync, and what looking cost.")
    boolean verbose;

    @Option(names = "--debug", description = "Show the stack trace of an error.")
    boolean debug;

    @CommandLine.Mixin
    VariableOptions given = new VariableOptions();

    Map<String, String> variables() {
        return given.byName();
    }

    boolean trusted() {
        return given.trusted;
    }

    Scope scope() {
        return new Scope(limit, only).tagged(tags, skipTags);
    }

    boolean json() {
        return format == ReportFormat.json;
    }

    boolean html() {
        return format == ReportFormat.html;
    }

    boolean text() {
        return format == ReportFormat.text;
    }
}
