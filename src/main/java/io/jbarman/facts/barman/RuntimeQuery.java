package io.jbarman.facts.barman;

import io.jbarman.facts.FactQuery;
import io.jbarman.json.Json;
import io.jbarman.json.JsonException;
import io.jbarman.json.JsonValue;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a runtime runs: by the file that it keeps while it does, and by its process; and whether it runs something
 * older than what its launcher would start, which is a newer build of a checkout, or another jar in the same place: by when
 * that came there, whenever it was built; a release is named by what it is. No JVM is started to find out.
 *
 * @param java home of the Java that it should run on; empty where any will do
 */
public record RuntimeQuery(String host, Account account, String runDirectory, Optional<String> java)
        implements FactQuery.OfHost<RuntimeFact> {
    /** The unit under which systemd runs it. */
    public static final String UNIT_FILE = "/etc/systemd/system/jbarman.service";

    private static final String SCRIPT = """
            u=%2$s
            if [ -d /run/systemd/system ]; then
              echo "yes $(systemctl show -p MainPID --value "${u##*/}" 2>/dev/null) $(systemctl is-enabled "${u##*/}" 2>/dev/null)"
            else
              echo no
            fi
            f=%1$s/runtime.json
            pid=$(sed -n 's/.*"pid"[[:space:]]*:[[:space:]]*\\([0-9][0-9]*\\).*/\\1/p' "$f" 2>/dev/null | head -n 1)
            if [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; then
              l=$(tr '\\0' '\\n' <"/proc/$pid/cmdline" 2>/dev/null | sed -n 's/^-Djbarman.launcher=//p' | head -n 1)
              e=$(readlink "/proc/$pid/exe" 2>/dev/null)
              [ -n %3$s ] && [ "$e" != "$(readlink -f %3$s/bin/java)" ] || e=
              o=
              j=$(tr '\\0' '\\n' <"/proc/$pid/cmdline" 2>/dev/null | sed -n '/^-cp$/{n;s/:.*//p;q;}')
              b=${j%%/jbarman.jar}
              case $j in
              */launch/*/jbarman.jar)
                c=${l%%/*}
                if [ "$(cat "${b%%/*}/current" 2>/dev/null)" != "${b##*/}" ] ||
                  [ -n "$(find "$c/pom.xml" "$c/src/main" "$c/templates" -newer "$b/built" 2>/dev/null | head -n 1)" ]; then
                  o="build ${b##*/}"
                fi ;;
              */releases/*-[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]/jbarman.jar) ;;
              */jbarman.jar)
                s=$(sed -n 's/.*"started"[[:space:]]*:[[:space:]]*"\\([^"]*\\)".*/\\1/p' "$f" | head -n 1)
                if [ ! -e "$j" ] || [ -n "$(find "$j" -newerct "$s" 2>/dev/null)" ]; then o="$j as it was at $s"; fi ;;
              esac
              [ -z "$e$o" ] || l=$(printf '%%s\\t%%s\\t%%s' "$l" "$e" "$o")
              echo "$(wc -c <"$f") $l"; cat "$f"
            else
              echo 0
            fi
            cat "$u" 2>/dev/null
            exit 0
            """;

    @Override
    public String name() {
        return "runtime of " + host;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.quote(runDirectory), UNIT_FILE, ShellQuote.quote(java.orElse("")));
    }

    @Override
    public RuntimeFact parse(int status, String output) {
        String[] parts = output.split("\n", 3);
        String[] programs = parts[1].split("\t", 3);
        String[] words = programs[0].split(" ", 2);
        int length = Integer.parseInt(words[0]);
        String rest = parts.length > 2 ? parts[2] : "";
        String unit = rest.substring(length);
        return new RuntimeFact(
                systemd(parts[0].split(" ", -1), unit),
                length == 0
                        ? Optional.empty()
                        : running(
                                words.length > 1 ? words[1] : "",
                                List.of(programs).subList(1, programs.length),
                                rest.substring(0, length)));
    }

    private static Optional<RuntimeFact.Systemd> systemd(String[] words, String unit) {
        return words[0].equals("yes")
                ? Optional.of(new RuntimeFact.Systemd(
                        Optional.of(unit).filter(text -> !text.isEmpty()),
                        words[2].equals("enabled"),
                        words[1].isEmpty() ? 0 : Long.parseLong(words[1])))
                : Optional.empty();
    }

    /** Behind its launcher, the Java that it should not run on, and the older jbarman. */
    private static Optional<RuntimeFact.Running> running(String launcher, List<String> others, String text) {
        try {
            JsonValue.JsonObject runtime = Json.parse(text).asObject();
            Map<String, String> files = new LinkedHashMap<>();
            runtime.get("files").asObject().members().forEach((path, sha256) -> files.put(path, sha256.asText()));
            return Optional.of(new RuntimeFact.Running(
                    runtime.get("pid").asLong(),
                    some(launcher),
                    others.stream()
                            .limit(1)
                            .flatMap(java -> some(java).stream())
                            .findFirst(),
                    others.stream()
                            .skip(1)
                            .flatMap(older -> some(older).stream())
                            .findFirst(),
                    files));
        } catch (JsonException e) {
            // Half of a file that is being replaced, or another program's: nothing that could be reloaded.
            return Optional.empty();
        }
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(any -> !any.isEmpty());
    }
}
