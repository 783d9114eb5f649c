package io.jbarman.facts.barman;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.barman.HopsFact.Hop;
import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonException;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the hops between a server and its archive hold, as the barmanhost's resident runtime finds by trying them: as the
 * account, and by the network and the password file, that count. No JVM is started to ask it, but where the host has no
 * program that could: then jbarman itself tries them.
 *
 * @param launcher how jbarman is called there
 */
public record HopsQuery(String host, Account account, String runDirectory, String server, List<String> launcher)
        implements FactQuery.OfHost<HopsFact> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The runtime takes ten seconds at most. A path that means something in an address of socat is not for it. */
    private static final String SCRIPT = """
            s=%1$s
            r=%2$s
            [ -S "$s" ] || exit 0
            if command -v perl >/dev/null 2>&1; then
              perl -e '
                use Socket;
                my ($path, $request) = @ARGV;
                my $s;
                alarm 15;
                socket($s, PF_UNIX, SOCK_STREAM, 0) && connect($s, sockaddr_un($path)) or exit 0;
                syswrite($s, "$request\\n"); shutdown($s, 1);
                my $b; while (sysread($s, $b, 65536)) { syswrite(STDOUT, $b) }' "$s" "$r"
            elif command -v python3 >/dev/null 2>&1; then
              python3 -c '
            import os, socket, sys
            s = socket.socket(socket.AF_UNIX)
            s.settimeout(15)
            s.connect(sys.argv[1])
            s.sendall((sys.argv[2] + "\\n").encode())
            s.shutdown(socket.SHUT_WR)
            while True:
                b = s.recv(65536)
                if not b:
                    break
                while b:
                    b = b[os.write(1, b):]
            ' "$s" "$r"
            elif command -v socat >/dev/null 2>&1 && case $s in *[!A-Za-z0-9_./-]*) false ;; esac; then
              printf '%%s\\n' "$r" | socat -t 15 - "UNIX-CONNECT:$s"
            else
              %3$s </dev/null
            fi
            exit 0
            """;

    public HopsQuery {
        launcher = List.copyOf(launcher);
    }

    @Override
    public String name() {
        return "hops of " + server + " to " + host;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public String script() {
        String request = Json.write(
                new JsonBuilder().put("command", "hops").put("server", server).build());
        List<String> itself = new ArrayList<>(launcher);
        itself.addAll(List.of("check", "--hop", "all", "--format", "json", server));
        return SCRIPT.formatted(
                ShellQuote.quote(runDirectory + "/control.sock"), ShellQuote.quote(request), ShellQuote.join(itself));
    }

    /** Of what cannot be read, nothing is known. */
    @Override
    public HopsFact parse(int status, String output) {
        try {
            JsonObject answer = Json.parse(output.strip()).asObject();
            Map<String, Hop> hops = new HashMap<>();
            answer.find("servers")
                    .map(JsonValue::asObject)
                    .orElse(answer)
                    .find(server)
                    .ifPresent(items ->
                            items.asObject().members().forEach((hop, item) -> hops.put(hop, hop(item.asObject()))));
            return new HopsFact(hops, answer.find("error").map(JsonValue::asText));
        } catch (JsonException e) {
            return HopsFact.NONE;
        }
    }

    private static Hop hop(JsonObject item) {
        return new Hop(
                item.get("status").asText().equals("OK"),
                item.find("hint").map(JsonValue::asText).orElse(""));
    }
}
