package io.jbarman.draft;

import io.jbarman.config.Conninfo;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Origin;
import io.jbarman.schema.Connections;
import io.jbarman.topology.ArchivedServer.Link;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A server's connection strings. They stay strings, of which nothing is managed, but where a password stands in one: no
 * topology holds a password, so its role becomes a managed one with a secret.
 */
record DraftLinks(ServerConfig server, DraftSecrets secrets, Remarks remarks) {
    private static final String CONNINFO = "conninfo";
    private static final String STREAMING = "streaming_conninfo";
    private static final String PASSWORD = "password";

    Link conninfo() {
        return link(CONNINFO, server.conninfo().orElseThrow());
    }

    /** There where a file says it; where WAL is streamed, the language wants it said. */
    Optional<Link> streaming() {
        if (server.find(STREAMING).isPresent()) {
            return Optional.of(link(STREAMING, server.streamingConninfo().orElseThrow()));
        }
        if (!server.streamingArchiver()) {
            return Optional.empty();
        }
        remarks.changed(
                place(CONNINFO),
                "streaming_conninfo of '" + server.name() + "' is written out; Barman takes conninfo for it",
                "");
        return Optional.of(link(CONNINFO, server.conninfo().orElseThrow()));
    }

    private Link link(String option, Conninfo said) {
        Conninfo usable = usable(option, said);
        String role = usable.find("user").orElseThrow();
        if (!hasPassword(role)) {
            return new Link.Unmanaged(usable.format());
        }
        if (!Connections.isRole(role)) {
            remarks.secret(
                    place(option),
                    "the password in " + option + " of '" + server.name() + "' is not taken over",
                    "write it into the .pgpass of Barman's account");
            return new Link.Unmanaged(usable.format());
        }
        String secret = secrets.of(server.name(), role);
        if (said.find(PASSWORD).isPresent()) {
            tell(option, role, secret);
        }
        Map<String, String> keywords =
                new LinkedHashMap<>(usable.without("user").keywords());
        return new Link.Managed(role, Optional.of(secret), false, keywords);
    }

    private void tell(String option, String role, String secret) {
        remarks.secret(
                place(option),
                "the password in " + option + " of '" + server.name() + "' became secret " + secret + "; role '" + role
                        + "' is managed from now on",
                "export it as " + DraftSecrets.variable(secret) + "; if the role is to stay a superuser, add superuser:"
                        + " true, or the first plan takes that from it");
    }

    private boolean hasPassword(String role) {
        return hasPassword(server.conninfo(), role) || hasPassword(server.streamingConninfo(), role);
    }

    private boolean hasPassword(Optional<Conninfo> conninfo, String role) {
        return conninfo.filter(one -> one.find(PASSWORD).isPresent())
                .filter(one -> user(one).equals(role))
                .isPresent();
    }

    private String user(Conninfo conninfo) {
        return conninfo.find("user").orElse(server.global().barmanUser());
    }

    /** With a user, without passwords and whatever else the language refuses. */
    private Conninfo usable(String option, Conninfo said) {
        Conninfo usable = said.without(PASSWORD);
        for (Map.Entry<String, String> keyword :
                said.without(PASSWORD).keywords().entrySet()) {
            Optional<String> refusal = Connections.refusal(keyword.getKey(), keyword.getValue());
            if (refusal.isPresent()) {
                usable = usable.without(keyword.getKey());
                remarks.leftOut(
                        place(option),
                        keyword.getKey() + " in " + option + " of '" + server.name() + "': " + refusal.get(),
                        "look whether the connection is good without it");
            }
        }
        if (usable.find("user").isPresent()) {
            return usable;
        }
        remarks.changed(
                place(option), option + " of '" + server.name() + "' names no user", "Barman's account is taken");
        return usable.with("user", user(said));
    }

    private Origin place(String option) {
        return Optional.ofNullable(server.origins().get(option))
                .or(() -> Optional.ofNullable(server.origins().get(CONNINFO)))
                .orElseThrow();
    }
}
