package io.jbarman.dsl;

/** A timer of systemd, with the service that it starts: both unit files are written. What editors complete; made from the description of the language. */
public interface TimerWords extends WordsForValues {
    /** As which account it runs. */
    void user(Object value);

    /** When it runs, as systemd writes it. */
    void on_calendar(Object value);

    /** The program, by its absolute path, and its arguments; no shell has a part in it. */
    void argv(Object value);

    /** Whether a run that was missed is made up for at boot. */
    void persistent(Object value);

    /** Whether it is kept from gaining rights (sudo among the ways) and from the system's own files. */
    void hardened(Object value);

    /** The only directories that it writes in; left out, all but the system's own. */
    void writable(Object value);

    /** Whether it is to be there; absent removes it. */
    void state(Object value);
}
