package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonArray;
import io.jbarman.json.JsonValue.JsonFlag;
import io.jbarman.json.JsonValue.JsonNull;
import io.jbarman.json.JsonValue.JsonNumber;
import io.jbarman.json.JsonValue.JsonText;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.replication.ReplicationConnector;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationSession;
import io.jbarman.replication.SystemIdentity;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a server answers about itself, under the names that Barman's {@code show-servers} and {@code diagnose} have for it.
 * What cannot be asked is null, and why is told under {@code connection_error}.
 */
public record RemoteStatus(ControlSessions sessions, Replication replication, ReplicationConnector connector) {
    /** Of that release is the receiver that is built in, as {@code pg_receivewal --version} says it. */
    private static final String RECEIVER = "18.0";

    private static final int OLDEST = 10;
    private static final String ERROR = "connection_error";

    /** All of it, by name. */
    public Map<String, JsonValue> of(ServerConfig server) {
        Map<String, JsonValue> status = new TreeMap<>();
        status.put(ERROR, new JsonNull());
        if (server.conninfo().isPresent()) {
            control(server, status);
        }
        if (server.streamingArchiver()) {
            streaming(server, status);
            receiver(server, status);
        }
        return status;
    }

    private void control(ServerConfig server, Map<String, JsonValue> status) {
        try (PgSession session = sessions.open(server)) {
            status.put("version_supported", new JsonFlag(session.version().atLeast(OLDEST)));
            status.put("replication_slot_support", new JsonFlag(true));
            RemoteQuestion.ofServer(session).forEach(question -> status.put(question.key(), question.ask(session)));
            if (server.archiver()) {
                RemoteQuestion.ofArchiving().forEach(question -> status.put(question.key(), question.ask(session)));
            }
            status.put("synchronous_standby_names", synchronousNames(session));
            status.put("replication_slot", slot(server, session));
        } catch (ProblemException e) {
            status.put(ERROR, new JsonText(ServerCheck.told(e)));
        }
    }

    private void streaming(ServerConfig server, Map<String, JsonValue> status) {
        status.put("streaming_supported", new JsonFlag(true));
        try (ReplicationSession session = connector.connect(replication.target(server))) {
            SystemIdentity identity = session.identifySystem();
            status.put("streaming", new JsonFlag(true));
            status.put(
                    "streaming_systemid",
                    new JsonText(identity.systemIdentifier().toString()));
            status.put("timeline", number(identity.timeline().value()));
            status.put("xlogpos", new JsonText(identity.flushed().toString()));
        } catch (ReplicationException e) {
            status.put("streaming", new JsonNull());
            status.put(ERROR, new JsonText(e.getMessage() + "; " + e.remedy()));
        } catch (ProblemException e) {
            status.put("streaming", new JsonNull());
            status.put(ERROR, new JsonText(ServerCheck.told(e)));
        }
    }

    /** It is built in: there is no program to be found, and it serves every release that is served at all. */
    private static void receiver(ServerConfig server, Map<String, JsonValue> status) {
        boolean named = status.get("synchronous_standby_names") instanceof JsonArray names
                && names.values().stream()
                        .map(JsonValue::asText)
                        .anyMatch(name -> name.equals("*") || name.equals(server.streamingArchiverName()));
        status.put("pg_receivexlog_compatible", new JsonFlag(true));
        status.put("pg_receivexlog_installed", new JsonFlag(true));
        status.put("pg_receivexlog_path", new JsonNull());
        status.put("pg_receivexlog_supports_slots", new JsonFlag(true));
        status.put("pg_receivexlog_synchronous", new JsonFlag(named));
        status.put("pg_receivexlog_version", new JsonText(RECEIVER));
    }

    private static JsonValue synchronousNames(PgSession session) {
        JsonValue setting = new RemoteQuestion(
                        "", RemoteQuestion.Kind.TEXT, "SELECT current_setting('synchronous_standby_names') AS it")
                .ask(session);
        if (!(setting instanceof JsonText text)) {
            return new JsonNull();
        }
        String list = text.text().replaceFirst("^[^(]*\\(", "").replaceFirst("\\)\\s*$", "");
        return new JsonArray(Arrays.stream(list.split(",", -1))
                .map(name -> name.strip().replaceAll("^\"|\"$", ""))
                .filter(name -> !name.isEmpty())
                .<JsonValue>map(JsonText::new)
                .toList());
    }

    /** In the form that Barman gives it. */
    private static JsonValue slot(ServerConfig server, PgSession session) {
        if (server.slotName().isEmpty()) {
            return new JsonNull();
        }
        try {
            return session
                    .query(
                            "SELECT slot_name, active, restart_lsn FROM pg_replication_slots"
                                    + " WHERE slot_type = 'physical' AND slot_name = ?",
                            List.of(server.slotName().get()))
                    .stream()
                    .findFirst()
                    .<JsonValue>map(row -> new JsonText("Record(slot_name='" + row.text("slot_name") + "', active="
                            + (row.flag("active") ? "True" : "False") + ", restart_lsn="
                            + row.find("restart_lsn")
                                    .map(lsn -> "'" + lsn + "'")
                                    .orElse("None") + ")"))
                    .orElse(new JsonNull());
        } catch (PgException e) {
            return new JsonNull();
        }
    }

    private static JsonNumber number(long value) {
        return new JsonNumber(BigDecimal.valueOf(value));
    }
}
