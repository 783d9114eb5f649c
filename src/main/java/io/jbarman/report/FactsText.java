package io.jbarman.report;

import io.jbarman.facts.server.Identity;
import io.jbarman.json.Json;
import io.jbarman.template.Data;
import java.util.Map;
import java.util.TreeMap;

/** What was seen of hosts and servers, for people. */
public final class FactsText {
    private FactsText() {}

    /** Hosts first; each value of a host's under the name that an expression calls it by. */
    public static String of(SeenFacts seen, Ink ink) {
        StringBuilder text = new StringBuilder();
        seen.hosts().forEach((name, facts) -> {
            text.append(ink.strong(name)).append('\n');
            values(text, "host.facts", facts);
        });
        seen.servers().forEach((name, identity) -> server(text, ink.strong(name), identity));
        seen.unseen().forEach(one -> {
            text.append(ink.strong(one.name()))
                    .append("\n  not seen: ")
                    .append(one.reason())
                    .append('\n');
            if (!one.remedy().isEmpty()) {
                text.append("  hint: ").append(one.remedy()).append('\n');
            }
        });
        return Printable.of(text.toString());
    }

    private static void values(StringBuilder text, String path, Map<?, ?> facts) {
        Map<String, Object> sorted = new TreeMap<>();
        facts.forEach((name, value) -> sorted.put(path + "." + name, value == null ? "" : value));
        sorted.forEach((name, value) -> {
            if (value instanceof Map<?, ?> more) {
                values(text, name, more);
            } else {
                text.append(String.format(
                        "  %-26s %s%n", name, value instanceof String word ? word : Json.write(Data.json(value))));
            }
        });
    }

    private static void server(StringBuilder text, String name, Identity identity) {
        text.append(name)
                .append("\n  PostgreSQL ")
                .append(identity.version())
                .append(identity.inRecovery() ? ", a standby" : ", a primary")
                .append("; jbarman is ")
                .append(identity.user())
                .append(identity.superuser() ? ", a superuser" : ", no superuser")
                .append('\n');
    }
}
