package io.jbarman.dsl;

/** The runtime's own options. What editors complete; made from the description of the language. */
public interface RuntimeWords extends WordsForValues {
    /** Who keeps it running: systemd, process, or auto for systemd where it is process 1; none leaves the work, and the files that people wrote, to Barman's own cron. */
    void supervise(Object value);

    /** The jbarman launcher there; where left out, the one that runs now. */
    void launcher(Object value);

    /** The directory that jbarman is put into on a remote barmanhost. */
    void install(Object value);

    /** The home of the Java that runs it on a remote barmanhost; where left out, the one on the PATH, which is installed where there is none. */
    void java(Object value);

    /** Whether PostgreSQL's client programs are installed there, of the servers' version or later where the distribution has one; where left out, where backup_method: postgres needs them. */
    void client(Object value);

    /** A port for metrics, on loopback only; where left out, there are none. */
    void listen(Object value);
}
