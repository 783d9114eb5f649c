package io.jbarman.replication;

/** The ways in which replication fails, as far as a receiver treats them differently, each with its remedy. */
public enum ReplicationFailure {
    UNREACHABLE("see that the server runs and that host, port and firewall let this machine through"),
    STARTING("the server is starting or recovering: wait"),
    STOPPING("the server is shutting down: start it again"),
    CONNECTION_LOST("the connection is made again by itself; if this repeats, look into the server's log"),
    AUTHENTICATION("put the streaming role's password into .pgpass, in a line that holds for database replication"),
    NO_RULE(
            "add a pg_hba.conf line for database replication, the streaming role and this address, and reload; where the"
                    + " message names the role, create it with LOGIN"),
    CERTIFICATE(
            "see that sslrootcert names the authority that signed the server's certificate, and that the certificate is of"
                    + " the host that the conninfo names and is not expired"),
    CLIENT_CERTIFICATE(
            "see that sslcert and sslkey name a certificate that the server's ssl_ca_file vouches for, and that its common"
                    + " name is the role, or pg_ident.conf maps it"),
    TLS_ENDED(
            "the server may be on its way down or up; if this repeats, see that sslcert and sslkey name a certificate that its"
                    + " ssl_ca_file vouches for, and that its common name is the role, or pg_ident.conf maps it"),
    NO_SSL(
            "set ssl = on with a certificate on the server; only where the way to it is trusted, leave sslmode out of the"
                    + " connection string"),
    NOT_PERMITTED("give the streaming role the REPLICATION attribute"),
    TOO_MANY_CONNECTIONS("raise max_wal_senders or end a walsender that is no longer needed"),
    SLOT_MISSING("create it: jbarman receive-wal --create-slot SERVER"),
    SLOT_EXISTS("use it, drop it, or choose another slot_name"),
    SLOT_ACTIVE("another receiver streams from it: end that one, or give this one a slot of its own"),
    SLOT_LOST("the server gave the slot up, so WAL is missing: drop and create it, then make a new base backup"),
    WAL_REMOVED(
            "the server no longer has it: fetch it from another archive, or go on after it (jbarman receive-wal --reset SERVER) and"
                    + " make a new base backup"),
    POSITION_REFUSED("the server's history does not hold our position: see which server answers at this address"),
    OPTION_REFUSED("leave that parameter out of streaming_conninfo or give it a value that is supported"),
    PROTOCOL("see that the port is PostgreSQL's own and not a pooler's, and report this with the server's version"),
    OTHER("look into the server's log");

    private final String remedy;

    ReplicationFailure(String remedy) {
        this.remedy = remedy;
    }

    /** What a person can do. */
    public String remedy() {
        return remedy;
    }
}
