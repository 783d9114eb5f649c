package io.jbarman.facts.host;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.host.ServiceFact.Keeper;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.List;

/**
 * How a service stands by its init script, where systemd is not process 1 (Linux Standard Base: "Init Script Actions");
 * asked by root, since who else may not read every pidfile would take it for stopped.
 */
public record InitScriptQuery(String host, String service) implements FactQuery.OfHost<ServiceFact> {
    private static final String SCRIPT = """
            s=%s
            if [ ! -d /run/systemd/system ] && [ -x "/etc/init.d/$s" ]; then
              if grep -qw status "/etc/init.d/$s"; then
                timeout 10 "/etc/init.d/$s" status >/dev/null 2>&1 </dev/null
                echo "$?"
              else
                echo none
              fi
              ls /etc/rc[2-5].d/S[0-9][0-9]"$s" >/dev/null 2>&1 && echo enabled || echo disabled
            fi
            exit 0
            """;

    @Override
    public String name() {
        return "init script " + service + " of " + host;
    }

    @Override
    public Account account() {
        return Account.ROOT;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.quote(service));
    }

    @Override
    public ServiceFact parse(int status, String output) {
        List<String> lines = output.lines().toList();
        return lines.size() < 2
                ? ServiceFact.NOBODYS
                : new ServiceFact(Keeper.INIT_SCRIPT, "loaded", state(lines.get(0)), lines.get(1));
    }

    /** 1 and 2 are programs that are dead and have left files; a script that knows no status says as much as none. */
    private static String state(String status) {
        return switch (status) {
            case "0" -> "active";
            case "1", "2", "3" -> "inactive";
            default -> "unknown";
        };
    }
}
