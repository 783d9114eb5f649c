package io.jbarman.cli;

import io.jbarman.config.ServerConfig;
import io.jbarman.json.JsonBuilder;
import io.jbarman.runtime.CheckItem;
import io.jbarman.runtime.ServerCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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
            description = "accepted; every check has a limit of its own")
    int timeout;

    private final List<String> failures = new ArrayList<>();
    private final List<String> passed = new ArrayList<>();

    @Override
    void run(BarmanContext context) throws InterruptedException {
        ServerCheck check =
                new ServerCheck(context.sessions(), context.replication(), context.connector(), context.sleeper());
        for (ServerConfig server : context.servers(names)) {
            report(context.output(), server, check.run(server));
        }
    }

    private void report(BarmanOutput output, ServerConfig server, List<CheckItem> items) {
        List<CheckItem> failed = items.stream().filter(item -> !item.passed()).toList();
        (failed.isEmpty() ? passed : failures).add(summary(server, failed));
        if (!failed.isEmpty()) {
            output.fail();
        }
        JsonBuilder json = new JsonBuilder();
        items.forEach(item -> json.put(
                item.key(),
                new JsonBuilder()
                        .put("status", word(item))
                        .put("hint", item.hint())
                        .build()));
        output.result(server.name(), json.build());
        if (!nagios) {
            print(output, server, items);
        }
    }

    private static void print(BarmanOutput output, ServerConfig server, List<CheckItem> items) {
        output.line("Server " + server.name() + (server.active() ? "" : " (inactive)") + ":");
        items.forEach(item -> output.line(
                "\t" + item.name() + ": " + word(item) + (item.hint().isEmpty() ? "" : " (" + item.hint() + ")")));
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

    private static String word(CheckItem item) {
        return item.passed() ? "OK" : "FAILED";
    }

    @Override
    int finish(BarmanOutput output) {
        if (!nagios || (failures.isEmpty() && passed.isEmpty())) {
            return output.finish();
        }
        boolean critical = !failures.isEmpty();
        output.line(
                critical
                        ? "BARMAN CRITICAL - " + failures.size() + " server out of " + (failures.size() + passed.size())
                                + " have issues * " + String.join(" * ", failures)
                        : "BARMAN OK - Ready to serve the Espresso backup for " + String.join(" * ", passed));
        output.finish();
        return critical ? CRITICAL : ExitStatus.OK;
    }
}
