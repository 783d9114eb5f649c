package io.jbarman.schema;

import io.jbarman.pg.SlotName;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.topology.Replication;
import io.jbarman.topology.Standby;
import java.util.Locale;
import java.util.Optional;

/** A standby: <code>pg2: { host: pghost2, slot: pg2 }</code>, and how all standbys of a server log in. */
final class StandbyBlock {
    static final Block REPLICATION = Block.of(
            "replication",
            "How the standbys log in to their primary; the role is managed.",
            Key.required("role", Texts.ROLE, "The role that standbys stream as.")
                    .example("replica"),
            Key.optional(
                    "password", new SecretNameType(), "The name of a secret, where the server asks for a password."),
            Key.optional(
                            "passfile",
                            Texts.PATH,
                            "The password file on the standbys' hosts; where left out, .pgpass of the server's account.")
                    .example("/var/lib/postgresql/.pgpass"));

    static final Block BLOCK = Block.of(
            "a standby",
            "A server that follows this one by streaming, made by a base backup where it does not exist.",
            Key.required("host", Texts.NAME, "The host that it runs on, one of hosts.")
                    .example("pghost2"),
            Key.optional(
                            "slot",
                            Texts.SLOT,
                            "Its replication slot on the primary; where left out, its name, in small letters and with _ for - and dots.")
                    .example("pg2"),
            Key.optional(
                            "port",
                            new NumberType(1, 65535),
                            "The port that it listens on; where left out, the primary's.")
                    .example("5432"),
            Key.optional("socket_directory", Texts.PATH, "The directory of its Unix socket; where left out, found.")
                    .example("/var/run/postgresql"),
            Key.optional(
                            "data_directory",
                            Texts.PATH,
                            "Its data directory; where left out, Debian's for its version and cluster.")
                    .example("/var/lib/postgresql/15/main"),
            Key.optional("cluster", Texts.NAME, "The name that Debian knows it by.")
                    .defaults("main"),
            Key.optional("service", Texts.LINE, "Its systemd unit; where left out, found.")
                    .example("postgresql@15-main"),
            Key.optional(
                            "programs",
                            Texts.PATH,
                            "The directory of postgres and pg_basebackup, where it is not the packages'.")
                    .example("/opt/pgsql/bin"));

    private StandbyBlock() {}

    static Standby build(Entry entry) {
        BlockValues values = BlockValues.of(entry, BLOCK);
        return new Standby(
                entry.key(),
                values.word("host"),
                values.number("port"),
                values.text("socket_directory"),
                values.text("data_directory"),
                values.word("cluster"),
                values.text("service"),
                new SlotName(values.text("slot").orElseGet(() -> slot(entry.key()))),
                values.text("programs"));
    }

    /** A slot's name also where the standby's is none, which is told where that one stands. */
    private static String slot(String standby) {
        String slot = standby.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        return slot.isEmpty() ? "missing" : slot.substring(0, Math.min(slot.length(), SlotName.MOST));
    }

    static Optional<Replication> replication(BlockValues server) {
        BlockValues values = server.inside("replication", REPLICATION);
        return values.text("role").map(role -> new Replication(role, values.text("password"), values.text("passfile")));
    }
}
