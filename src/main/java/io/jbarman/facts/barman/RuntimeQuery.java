package io.jbarman.facts.barman;

import io.jbarman.facts.FactQuery;
import io.jbarman.json.Json;
import io.jbarman.json.JsonException;
import io.jbarman.json.JsonValue;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a runtime runs: by the file that it keeps while it does, and by its process. No JVM is started to find out.
 */
public record RuntimeQuery(String host, Account account, String runDirectory) implements FactQuery.OfHost<RuntimeFact> {
    /** The unit under which systemd runs it. */
    public static final String UNIT_FILE = "/etc/systemd/system/jbarman.service";

    private static final String SCRIPT = """
            if [ -d /run/systemd/system ]; then echo yes; else echo no; fi
            f=%s/runtime.json
            pid=$(sed -n 's/.*"pid"[[:space:]]*:[[:space:]]*\\([0-9][0-9]*\\).*/\\1/p' "$f" 2>/dev/null | head -n 1)
            if [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; then
              wc -c <"$f"; cat "$f"
            else
              echo 0
            fi
            cat %s 2>/dev/null
            exit 0
            """;

    @Override
    public String name() {
        return "runtime of " + host;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.quote(runDirectory), UNIT_FILE);
    }

    @Override
    public RuntimeFact parse(int status, String output) {
        String[] parts = output.split("\n", 3);
        int length = Integer.parseInt(parts[1].strip());
        String rest = parts.length > 2 ? parts[2] : "";
        String unit = rest.substring(length);
        return new RuntimeFact(
                parts[0].equals("yes"),
                unit.isEmpty() ? Optional.empty() : Optional.of(unit),
                length == 0 ? Optional.empty() : running(rest.substring(0, length)));
    }

    private static Optional<RuntimeFact.Running> running(String text) {
        try {
            JsonValue.JsonObject runtime = Json.parse(text).asObject();
            Map<String, String> files = new LinkedHashMap<>();
            runtime.get("files").asObject().members().forEach((path, sha256) -> files.put(path, sha256.asText()));
            return Optional.of(new RuntimeFact.Running(runtime.get("pid").asLong(), files));
        } catch (JsonException e) {
            // Half of a file that is being replaced, or another program's: nothing that could be reloaded.
            return Optional.empty();
        }
    }
}
