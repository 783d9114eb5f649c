package io.jbarman.facts.barman;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.barman.HopsFact.Hop;
import io.jbarman.json.Json;
import io.jbarman.json.JsonException;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether the hops between a barmanhost's servers and its archive hold, as its resident runtime finds by trying them: as
 * the account, and by the network and the password file, that count. No JVM is started to ask it.
 */
public record HopsQuery(String host, Account account, String runDirectory) implements FactQuery.OfHost<HopsFact> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String SCRIPT = """
            s=%s
            r='{"command":"hops"}'
            [ -S "$s" ] || exit 0
            if command -v perl >/dev/null 2>&1; then
              perl -e '
                use Socket;
                my ($path, $request) = @ARGV;
                my $s;
                socket($s, PF_UNIX, SOCK_STREAM, 0) && connect($s, sockaddr_un($path)) or exit 0;
                syswrite($s, "$request\n"); shutdown($s, 1);
                my $b; while (sysread($s, $b, 65536)) { syswrite(STDOUT, $b) }' "$s" "$r"
            elif command -v python3 >/dev/null 2>&1; then
              python3 -c '
            import socket, sys
            s = socket.socket(socket.AF_UNIX)
            s.connect(sys.argv[1])
            s.sendall((sys.argv[2] + "\n").encode())
            s.shutdown(socket.SHUT_WR)
            while True:
                b = s.recv(65536)
                if not b:
                    break
                sys.stdout.write(b.decode())
            ' "$s" "$r"
            elif command -v socat >/dev/null 2>&1; then
              printf '%%s\n' "$r" | socat -t 60 - "UNIX-CONNECT:$s"
            fi
            exit 0
            """;

    @Override
    public String name() {
        return "hops to " + host;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.quote(runDirectory + "/control.sock"));
    }

    /** A runtime that does not know the question says so, and then nothing is known. */
    @Override
    public HopsFact parse(int status, String output) {
        Map<String, Hop> hops = new HashMap<>();
        try {
            JsonObject answer = Json.parse(output.strip()).asObject();
            answer.find("servers")
                    .ifPresent(servers -> servers.asObject()
                            .members()
                            .forEach((server, items) -> items.asObject()
                                    .members()
                                    .forEach((hop, item) -> hops.put(server + "/" + hop, hop(item.asObject())))));
        } catch (JsonException e) {
            return new HopsFact(Map.of());
        }
        return new HopsFact(hops);
    }

    private static Hop hop(JsonObject item) {
        return new Hop(
                item.get("status").asText().equals("OK"),
                item.find("hint").map(JsonValue::asText).orElse(""));
    }
}
