package io.jbarman.draft;

import io.jbarman.config.Conninfo;
import io.jbarman.topology.Host;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The hosts of a barmanhost's servers, by the addresses that it reaches them at; each once. */
final class DraftHosts {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|::1|[/@].*|");
    private static final Pattern SPOKEN = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,62}");

    private final DraftSite site;
    private final Host barmanhost;
    private final Map<String, Host> byAddress = new LinkedHashMap<>();

    DraftHosts(DraftSite site, String barmanhost) {
        this.site = site;
        this.barmanhost = site.host(barmanhost);
    }

    /** The host that a connection leads to; a new one is named after its address, or after the server that is on it. */
    Host of(Conninfo conninfo, String server) {
        String address = address(conninfo);
        if (LOOPBACK.matcher(address).matches()) {
            return barmanhost;
        }
        return byAddress.computeIfAbsent(address, any -> site.other(name(address, server), address));
    }

    /** Of several addresses the first. */
    private static String address(Conninfo conninfo) {
        Optional<String> target = conninfo.find("hostaddr").or(() -> conninfo.find("host"));
        return target.map(addresses -> addresses.split(",", -1)[0]).orElse("");
    }

    private String name(String address, String server) {
        String wish = SPOKEN.matcher(address).matches() ? address : shortened(server) + "-host";
        return all().containsKey(wish) ? shortened(server) + "-" + (byAddress.size() + 2) : wish;
    }

    private static String shortened(String server) {
        return server.substring(0, Math.min(server.length(), 50));
    }

    /** By name, the barmanhost first. */
    Map<String, Host> all() {
        Map<String, Host> all = new LinkedHashMap<>();
        all.put(barmanhost.name(), barmanhost);
        byAddress.values().forEach(host -> all.put(host.name(), host));
        return all;
    }
}
