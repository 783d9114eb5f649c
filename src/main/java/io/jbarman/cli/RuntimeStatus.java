package io.jbarman.cli;

import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.json.JsonValue.JsonText;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code runtime status}: exits 3 where none is running. */
@Command(name = "status", description = "Show what the runtime does; exits 3 when it is not running.")
final class RuntimeStatus extends BarmanCommand {
    private static final int NOT_RUNNING = 3;

    private boolean running;

    @Override
    void run(BarmanContext context) {
        Optional<JsonObject> answer = context.runtime().ask("status");
        running = answer.isPresent();
        if (answer.isEmpty()) {
            context.output().result("runtime", new JsonBuilder().build());
            context.output()
                    .info("No jbarman runtime is running in "
                            + context.runDirectory().path());
            return;
        }
        JsonObject runtime = answer.get().get("runtime").asObject();
        JsonObject servers = answer.get().get("servers").asObject();
        context.output().result("runtime", runtime);
        context.output().result("servers", servers);
        context.output()
                .line("jbarman runtime " + text(runtime, "version") + ", process "
                        + runtime.get("pid").asLong() + ", since " + text(runtime, "started"));
        servers.members().forEach((name, status) -> describe(context.output(), name, status.asObject()));
    }

    private static void describe(BarmanOutput output, String name, JsonObject status) {
        JsonObject receiver = status.get("receiver").asObject();
        JsonObject archiver = status.get("archiver").asObject();
        output.line("Server " + name + ":");
        output.line("\treceiver: " + text(receiver, "state") + position(receiver));
        output.line("\tarchiver: " + text(archiver, "state") + archived(archiver));
        tell(output, status);
        tell(output, receiver);
        tell(output, archiver);
        status.find("watch").map(JsonValue::asObject).ifPresent(watch -> watched(output, watch));
    }

    private static void watched(BarmanOutput output, JsonObject watch) {
        watch.members().forEach((item, value) -> {
            if (value instanceof JsonObject finding && text(finding, "level").matches("warning|failed")) {
                output.line("\t" + item + ": " + text(finding, "level").toUpperCase(Locale.ROOT) + " ("
                        + text(finding, "hint") + ")");
            }
        });
    }

    private static String position(JsonObject receiver) {
        return receiver.find("flushed_lsn").isEmpty()
                ? ""
                : ", flushed " + text(receiver, "flushed_lsn") + ", server at " + text(receiver, "server_lsn");
    }

    private static String archived(JsonObject archiver) {
        return archiver.find("queued").isEmpty()
                ? ""
                : ", last archived " + text(archiver, "last_archived") + ", queued "
                        + archiver.get("queued").asLong();
    }

    private static void tell(BarmanOutput output, JsonObject part) {
        part.find("problem").map(JsonValue::asObject).ifPresent(problem -> {
            output.line("\t\tproblem: " + words(problem));
            output.line("\t\thint: " + text(problem, "hint"));
        });
    }

    /** What is wrong, after its place in the configuration where it has one. */
    static String words(JsonObject problem) {
        String place = text(problem, "place");
        return (place.isEmpty() ? "" : place + ": ") + text(problem, "summary");
    }

    private static String text(JsonObject object, String member) {
        return object.find(member)
                .filter(JsonText.class::isInstance)
                .map(JsonValue::asText)
                .orElse("");
    }

    @Override
    int finish(BarmanOutput output) {
        int status = output.finish();
        return status == ExitStatus.OK && !running ? NOT_RUNNING : status;
    }
}
