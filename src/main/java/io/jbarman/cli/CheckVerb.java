package io.jbarman.cli;

import io.jbarman.config.ServerConfig;
import io.jbarman.json.JsonBuilder;
import io.jbarman.runtime.CheckItem;
import io.jbarman.runtime.ServerCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code check}. */
@Command(name = "check", description = "Check that a server is archived as it should be.")
final class CheckVerb extends BarmanCommand {
    private static final int CRITICAL = 2;

    @Parameters(paramLabel = "SERVER", arity = "1..*", description = "servers, or all")
    List<String> names = List.of();

    @Option(names = "--nagios", description = "one line for Nagios; exits 2 when something failed")
    boolean nagios;

    @Option(
            names = "--check-timeout",
            paramLabel = "SECONDS",
            description = "how long the look at one server may take; 0 for no limit (default: check_timeout)")
    @Nullable
    Integer timeout;

    @Option(
            names = "--hop",
            paramLabel = "HOP",
            split = ",",
            description = "only these hops between server and archive: login, streaming, wal, or all of them; waits ten"
                    + " seconds for WAL that is on its way")
    List<String> hops = List.of();

    private final List<String> failures = new ArrayList<>();
    private final List<String> passed = new ArrayList<>();
    private final List<String> details = new ArrayList<>();
    private final List<String> performance = new ArrayList<>();

    @Override
    void run(BarmanContext context) throws InterruptedException {
        if (!hops.isEmpty()) {
            HopRun run = HopRun.of(context, hops);
            for (ServerConfig server : context.servers(names)) {
                report(context.output(), server, run.of(server));
            }
            return;
        }
        ServerCheck check = new ServerCheck(
                context.sessions(), context.replication(), context.connector(), context.sleeper(), context.clock());
        for (ServerConfig server : context.servers(names)) {
            int limit = timeout == null ? server.count("check_timeout") : timeout;
            report(context.output(), server, new BoundedCheck(check, server, Duration.ofSeconds(limit)).run());
        }
    }

    private void report(BarmanOutput output, ServerConfig server, List<CheckItem> items) {
        List<CheckItem> failed = items.stream().filter(item -> !item.passed()).toList();
        (failed.isEmpty() ? passed : failures).add(summary(server, failed));
        if (!failed.isEmpty()) {
            output.fail();
        }
        failed.forEach(item -> details.add(server.name() + "." + item.name() + ": FAILED"
                + (item.hint().isEmpty() ? "" : " (" + item.hint() + ")")));
        items.stream()
                .filter(item -> item.name().equals("wal size"))
                .forEach(item ->
                        performance.add(server.name() + "_wals=" + item.hint().replace(" ", "")));
        JsonBuilder json = new JsonBuilder();
        items.forEach(item -> json.put(item.key(), item.toJson()));
        output.result(server.name(), json.build());
        if (!nagios) {
            print(output, server, items);
        }
    }

    private static void print(BarmanOutput output, ServerConfig server, List<CheckItem> items) {
        output.line("Server " + server.name() + (server.active() ? "" : " (inactive)") + ":");
        items.forEach(item -> output.line(
                "\t" + item.name() + ": " + item.status() + (item.hint().isEmpty() ? "" : " (" + item.hint() + ")")));
        server.problems().stream()
                .filter(problem -> !problem.isError())
                .forEach(problem -> output.warning(
                        problem.origin().map(origin -> origin + ": ").orElse("") + problem.summary() + "; "
                                + problem.hint()));
    }

    private static String summary(ServerConfig server, List<CheckItem> failed) {
        return failed.isEmpty()
                ? server.name()
                : server.name() + " FAILED: "
                        + failed.stream().map(CheckItem::name).collect(Collectors.joining(", "));
    }

    @Override
    int finish(BarmanOutput output) {
        if (!nagios || (failures.isEmpty() && passed.isEmpty())) {
            return output.finish();
        }
        boolean critical = !failures.isEmpty();
        String data = String.join(" ", performance);
        output.line(
                critical
                        ? "BARMAN CRITICAL - " + whoFailed() + " issues * " + String.join(" * ", failures) + "|" + data
                        : "BARMAN OK - Ready to serve the Espresso backup for " + String.join(" * ", passed) + "|"
                                + data);
        details.forEach(output::line);
        output.finish();
        return critical ? CRITICAL : ExitStatus.OK;
    }

    private String whoFailed() {
        int all = failures.size() + passed.size();
        return all == 1
                ? "server " + failures.get(0).replaceFirst(" FAILED: .*", "") + " has"
                : failures.size() + " server out of " + all + " have";
    }
}
