package io.jbarman.facts.host;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.host.ServiceFact.Keeper;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.HashMap;
import java.util.Map;

/** How a service stands with systemd (systemctl(1): "show"); asked by the account that logs in. */
public record ServiceQuery(String host, String service) implements FactQuery.OfHost<ServiceFact> {
    private static final String SCRIPT = """
            if [ -d /run/systemd/system ]; then
              systemctl show -p LoadState -p ActiveState -p UnitFileState -- %s
            fi
            exit 0
            """;

    @Override
    public String name() {
        return "service " + service + " of " + host;
    }

    @Override
    public Account account() {
        return Account.LOGIN;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.quote(service));
    }

    @Override
    public ServiceFact parse(int status, String output) {
        Map<String, String> properties = new HashMap<>();
        output.lines()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> properties.put(pair[0], pair[1]));
        return properties.isEmpty()
                ? ServiceFact.NOBODYS
                : new ServiceFact(
                        Keeper.SYSTEMD,
                        properties.getOrDefault("LoadState", ""),
                        properties.getOrDefault("ActiveState", ""),
                        properties.getOrDefault("UnitFileState", ""));
    }
}
