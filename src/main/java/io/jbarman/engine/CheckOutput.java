package io.jbarman.engine;

import io.jbarman.engine.ProofItem.Status;
import io.jbarman.json.Json;
import io.jbarman.json.JsonException;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.transport.CommandResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what {@code check --format json} and {@code switch-wal --format json} say. Pure. */
final class CheckOutput {
    /** Items about backups, which an apply does not take. */
    private static final Set<String> ABOUT_BACKUPS = Set.of(
            "backup_maximum_age",
            "backup_minimum_size",
            "minimum_redundancy_requirements",
            "failed_backups",
            "wal_maximum_age");

    private CheckOutput() {}

    /** The items of a server's check. */
    static List<ProofItem> check(String server, CommandResult result) {
        try {
            JsonObject items =
                    Json.parse(result.output().strip()).asObject().get(server).asObject();
            List<ProofItem> proof = new ArrayList<>();
            items.members().forEach((key, item) -> proof.add(item(server, key, item.asObject())));
            return List.copyOf(proof);
        } catch (JsonException e) {
            return List.of(notJson(server, "check", result));
        }
    }

    private static ProofItem item(String server, String key, JsonObject item) {
        String status = item.get("status").asText();
        String hint = item.find("hint").map(JsonValue::asText).orElse("");
        if (status.equals("OK")) {
            return new ProofItem(server, key, Status.OK, hint);
        }
        boolean noted = status.equals("UNKNOWN") || ABOUT_BACKUPS.contains(key);
        return new ProofItem(server, key, noted ? Status.NOTE : Status.FAILED, hint);
    }

    /** Whether a forced switch brought its segment into the archive. */
    static ProofItem switched(String server, CommandResult result) {
        try {
            JsonObject said = Json.parse(result.output().strip()).asObject();
            String words = messages(said, "_ERROR")
                    .or(() -> messages(said, "_WARNING"))
                    .or(() -> messages(said, "_INFO"))
                    .orElse("");
            return new ProofItem(server, "wal_switch", result.succeeded() ? Status.OK : Status.FAILED, words);
        } catch (JsonException e) {
            return notJson(server, "wal_switch", result);
        }
    }

    private static Optional<String> messages(JsonObject said, String kind) {
        return said.find(kind)
                .map(list -> String.join(
                        " ", list.elements().stream().map(JsonValue::asText).toList()))
                .filter(text -> !text.isBlank());
    }

    private static ProofItem notJson(String server, String name, CommandResult result) {
        String said = (result.errors().strip() + " " + result.output().strip()).strip();
        return new ProofItem(
                server, name, Status.FAILED, "the command ended with status " + result.status() + ": " + said);
    }
}
