package io.jbarman.topology;

import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL server.
 *
 * @param name the name that Barman knows it by
 * @param host a name among the topology's hosts
 * @param socketDirectory where left out, found on the host
 * @param version the major version where the document pins it; a server of another one is a conflict
 * @param dataDirectory where left out, asked of the server
 * @param service systemd unit, where left out found from the postmaster's control group
 * @param osUser the operating-system account that the server runs as
 * @param settings declared settings by name
 * @param hbaAboveReject whether rules may be put in front of one that rejects such connections
 * @param replication how its standbys log in; there where it has any
 * @param standbys by name
 * @param contents what is to be in it
 */
public record PostgresServer(
        String name,
        String host,
        int port,
        Optional<String> socketDirectory,
        Optional<Integer> version,
        Optional<String> dataDirectory,
        Optional<String> service,
        String osUser,
        Access access,
        String hbaMethod,
        HbaType hbaType,
        RestartPolicy restart,
        Map<String, SettingDemand> settings,
        boolean hbaAboveReject,
        Optional<Replication> replication,
        Map<String, Standby> standbys,
        Contents contents) {

    /** Without standbys, and with what was closed left closed. */
    public PostgresServer(
            String name,
            String host,
            int port,
            Optional<String> socketDirectory,
            Optional<Integer> version,
            Optional<String> dataDirectory,
            Optional<String> service,
            String osUser,
            Access access,
            String hbaMethod,
            HbaType hbaType,
            RestartPolicy restart,
            Map<String, SettingDemand> settings) {
        this(
                name,
                host,
                port,
                socketDirectory,
                version,
                dataDirectory,
                service,
                osUser,
                access,
                hbaMethod,
                hbaType,
                restart,
                settings,
                false,
                Optional.empty(),
                Map.of(),
                Contents.NOTHING);
    }

    /** Connection types of a client authentication rule (PostgreSQL: "The pg_hba.conf File"). */
    public enum HbaType {
        HOST,
        HOSTSSL,
        LOCAL;

        /** The word in the file. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Whether and when jbarman may restart this server. */
    public sealed interface RestartPolicy {
        RestartPolicy NEVER = new Never();
        RestartPolicy WHEN_NEEDED = new WhenNeeded();

        /** Not at all: a restart stays pending. */
        record Never() implements RestartPolicy {
            @Override
            public String toString() {
                return "never";
            }
        }

        /** Whenever a managed setting asks for it. */
        record WhenNeeded() implements RestartPolicy {
            @Override
            public String toString() {
                return "when-needed";
            }
        }

        /** The same, at certain times only: outside of them a restart stays pending. */
        record Within(RestartWindow window) implements RestartPolicy {
            @Override
            public String toString() {
                return window.toString();
            }
        }
    }

    /**
     * How a control session is reached.
     *
     * @param road empty: relay, then tunnel, then plain TCP
     * @param password name of a secret; needed by tunnel and TCP where the server asks for one
     */
    public record Access(
            Optional<Road> road,
            Optional<String> user,
            Optional<String> password,
            String dbname,
            Optional<String> sslmode) {}

    /** The roads to a server, in the order in which they are tried. */
    public enum Road {
        /** Through an exec channel, as the server's account, onto the Unix socket: peer authentication. */
        RELAY,
        /** Through a forwarded port. */
        TUNNEL,
        /** Straight from the control node. */
        TCP
    }
}
