package io.jbarman.dsl;

/** A server that follows this one by streaming, made by a base backup where it does not exist. What editors complete; made from the description of the language. */
public interface StandbyWords extends WordsForValues {
    /** The host that it runs on, one of hosts. */
    void host(Object value);

    /** Its replication slot on the primary; where left out, its name, in small letters and with _ for - and dots. */
    void slot(Object value);

    /** The port that it listens on; where left out, the primary's. */
    void port(Object value);

    /** The directory of its Unix socket; where left out, found. */
    void socket_directory(Object value);

    /** Its data directory; where left out, Debian's for its version and cluster. */
    void data_directory(Object value);

    /** The name that Debian knows it by. */
    void cluster(Object value);

    /** Its systemd unit; where left out, found. */
    void service(Object value);

    /** The directory of postgres and pg_basebackup, where it is not the packages'. */
    void programs(Object value);
}
