package io.jbarman.facts.host;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What conditions of plays may ask of a host (os-release(5), uname(1)): {@code os.family} and its like. The names are those
 * of {@link io.jbarman.topology.FactCondition#EXAMPLE}.
 */
public record SystemFactsQuery(String host) implements FactQuery.OfHost<Map<String, Object>> {
    private static final String SCRIPT = """
            for f in /etc/os-release /usr/lib/os-release; do
              if [ -r "$f" ]; then sed -n 's/^\\(ID\\|ID_LIKE\\|VERSION_ID\\|VERSION_CODENAME\\)=/os.\\1=/p' "$f"; break; fi
            done
            echo "kernel=$(uname -r)"
            echo "architecture=$(uname -m)"
            echo "hostname=$(uname -n)"
            echo "cpus=$(getconf _NPROCESSORS_ONLN)"
            echo "memory_kb=$(sed -n 's/^MemTotal: *\\([0-9]*\\).*/\\1/p' /proc/meminfo)"
            echo "init=$(cat /proc/1/comm)"
            exit 0
            """;

    @Override
    public String name() {
        return "system facts of " + host;
    }

    @Override
    public Account account() {
        return Account.LOGIN;
    }

    @Override
    public String script() {
        return SCRIPT;
    }

    @Override
    public Map<String, Object> parse(int status, String output) {
        Map<String, String> lines = new LinkedHashMap<>();
        output.lines()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> lines.put(pair[0], unquoted(pair[1])));
        String id = lines.getOrDefault("os.ID", "unknown");
        String version = lines.getOrDefault("os.VERSION_ID", "");
        return Map.of(
                "os",
                        Map.of(
                                "name", id,
                                "family", family(id, lines.getOrDefault("os.ID_LIKE", "")),
                                "version", version,
                                "major", number(version.split("\\.", 2)[0]),
                                "codename", lines.getOrDefault("os.VERSION_CODENAME", "")),
                "kernel", lines.getOrDefault("kernel", ""),
                "architecture", lines.getOrDefault("architecture", ""),
                "hostname", lines.getOrDefault("hostname", ""),
                "cpus", number(lines.getOrDefault("cpus", "")),
                "memory_mb", number(lines.getOrDefault("memory_kb", "")) / 1024,
                "init", lines.getOrDefault("init", ""));
    }

    private static String unquoted(String text) {
        return text.replaceAll("^[\"']|[\"']$", "");
    }

    private static Long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0L;
    }

    /** As Ansible tells families, in lower case. */
    private static String family(String id, String like) {
        List<String> words = List.of((id + " " + like).strip().split(" +"));
        if (words.contains("debian") || words.contains("ubuntu")) {
            return "debian";
        }
        if (words.contains("rhel") || words.contains("fedora") || words.contains("centos")) {
            return "redhat";
        }
        return words.contains("suse") || words.contains("opensuse") ? "suse" : id;
    }
}
