package io.jbarman.cli;

import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonNull;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.json.JsonValue.JsonText;
import io.jbarman.runtime.StreamingClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One client of {@code replication-status}, in Barman's words and members. */
record ClientReport(StreamingClient client) {
    private static final Map<String, String> POSITIONS = Map.of(
            "sent_lsn", "Sent LSN", "write_lsn", "Write LSN", "flush_lsn", "Flush LSN", "replay_lsn", "Replay LSN");
    private static final List<String> ORDER = List.of("sent_lsn", "write_lsn", "flush_lsn", "replay_lsn");
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    /** One line. */
    String minimal() {
        String who = text("usename") + "@" + client.column("client_addr").orElse("socket");
        String tail = " P:" + text("sync_priority") + " AN:" + text("application_name");
        return client.isStandby()
                ? initial() + ") " + who + " S:" + text("sent_lsn") + " F:" + text("flush_lsn") + " R:"
                        + text("replay_lsn") + tail
                : "W) " + who + " S:" + text("sent_lsn") + " W:" + text("write_lsn") + tail;
    }

    JsonObject minimalJson() {
        JsonBuilder json = new JsonBuilder()
                .put("user_name", text("usename"))
                .put("client_addr", client.column("client_addr").orElse("socket"))
                .put("sent_lsn", value("sent_lsn"))
                .put("sync_priority", number("sync_priority"))
                .put("application_name", text("application_name"));
        return client.isStandby()
                ? json.put("sync_state", initial())
                        .put("flush_lsn", value("flush_lsn"))
                        .put("replay_lsn", value("replay_lsn"))
                        .build()
                : json.put("write_lsn", value("write_lsn")).build();
    }

    private String initial() {
        String state = text("sync_state");
        return state.isEmpty() ? "" : state.substring(0, 1).toUpperCase(Locale.ROOT);
    }

    /** All that is known. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(
                List.of("Application name: " + text("application_name"), "Sync stage      : " + client.syncStage()));
        if (isRemote()) {
            lines.add("Communication   : TCP/IP");
            lines.add("IP Address      : " + text("client_addr") + " / Port: " + text("client_port") + " / Host: "
                    + client.column("client_hostname").orElse("-"));
        } else {
            lines.add("Communication   : Unix domain socket");
        }
        lines.add("User name       : " + text("usename"));
        lines.add("Current state   : " + text("state") + " (" + text("sync_state") + ")");
        client.slot().ifPresent(slot -> lines.add("Replication slot: " + slot));
        lines.add("WAL sender PID  : " + text("pid"));
        lines.add("Started at      : " + text("backend_start"));
        client.column("backend_xmin").ifPresent(xmin -> lines.add("Standby's xmin  : " + xmin));
        for (String position : ORDER) {
            client.behind(position)
                    .ifPresent(bytes -> lines.add(String.format(
                            Locale.ROOT,
                            "%-10s : %s (diff: %s)",
                            POSITIONS.get(position),
                            text(position),
                            size(bytes))));
        }
        return lines;
    }

    JsonObject json() {
        JsonBuilder json = new JsonBuilder()
                .put("name", client.kind())
                .put("application_name", text("application_name"))
                .put("sync_stage", client.syncStage());
        if (isRemote()) {
            json.put("communication", "TCP/IP")
                    .put("ip_address", text("client_addr"))
                    .put("port", number("client_port"))
                    .put("host", value("client_hostname"));
        } else {
            json.put("communication", "Unix domain socket");
        }
        json.put("user_name", text("usename"))
                .put("current_state", text("state"))
                .put("current_sync_state", text("sync_state"))
                .putIf("replication_slot", client.slot())
                .put("wal_sender_pid", number("pid"))
                .put("started_at", text("backend_start"))
                .putIf("standbys_xmin", client.column("backend_xmin"));
        for (String position : ORDER) {
            client.behind(position)
                    .ifPresent(bytes -> json.put(position, text(position))
                            .put(position + "_diff", size(bytes))
                            .put(position + "_diff_bytes", bytes));
        }
        return json.build();
    }

    private boolean isRemote() {
        return client.column("client_addr").isPresent();
    }

    private String text(String column) {
        return client.column(column).orElse("");
    }

    private JsonValue value(String column) {
        return client.column(column).<JsonValue>map(JsonText::new).orElse(new JsonNull());
    }

    private JsonValue number(String column) {
        return client.column(column)
                .<JsonValue>map(text -> new JsonValue.JsonNumber(new java.math.BigDecimal(text)))
                .orElse(new JsonNull());
    }

    /** As Barman's console has sizes. */
    private static String size(long bytes) {
        if (Math.abs(bytes) < 1024) {
            return bytes + " B";
        }
        double value = bytes / 1024.0;
        int unit = 0;
        while (Math.abs(value) >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}
