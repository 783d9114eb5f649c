package io.jbarman.draft;

import io.jbarman.config.Conninfo;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Origin;
import io.jbarman.schema.Connections;
import io.jbarman.topology.ArchivedServer.Link;
import java.util.Map;
import java.util.Optional;

/**
 * A server's connection strings. They stay strings, of which nothing is managed: what a role is beside its login no
 * configuration of Barman's says. A password in one stays where it is, since no topology holds one.
 */
record DraftLinks(ServerConfig server, Remarks remarks) {
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
        if (said.find(PASSWORD).isPresent()) {
            remarks.secret(
                    place(option),
                    "the password in " + option + " of '" + server.name()
                            + "' is not taken over: it stays in this file," + " and its role as it is",
                    "before jbarman writes the file itself, write it into the .pgpass of Barman's account; to have jbarman"
                            + " see to role and password: " + option + ": { role: ROLE, password: SECRET }, with"
                            + " superuser: true if it is one");
        }
        return new Link.Unmanaged(usable(option, said).format());
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
