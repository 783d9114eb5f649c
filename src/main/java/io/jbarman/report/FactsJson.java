package io.jbarman.report;

import io.jbarman.facts.server.Identity;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.template.Data;

/** What was seen of hosts and servers, for programs. */
final class FactsJson {
    private FactsJson() {}

    static void into(JsonBuilder document, SeenFacts seen) {
        JsonBuilder hosts = new JsonBuilder();
        seen.hosts().forEach((name, facts) -> hosts.put(name, Data.json(facts)));
        JsonBuilder servers = new JsonBuilder();
        seen.servers().forEach((name, identity) -> servers.put(name, server(identity)));
        document.put("hosts", hosts.build())
                .put("servers", servers.build())
                .putAll("unseen", seen.unseen().stream().map(FactsJson::unseen).toList());
    }

    private static JsonObject server(Identity identity) {
        return new JsonBuilder()
                .put("version", identity.version().toString())
                .put("standby", identity.inRecovery())
                .put("user", identity.user())
                .put("superuser", identity.superuser())
                .build();
    }

    private static JsonObject unseen(SeenFacts.Unseen one) {
        return new JsonBuilder()
                .put("name", one.name())
                .put("reason", one.reason())
                .put("remedy", one.remedy())
                .build();
    }
}
