package io.jbarman.dsl;

/** A service, of systemd or by its init script; what is left out is left alone. What editors complete; made from the description of the language. */
public interface ServiceWords extends WordsForValues {
    /** Whether it is to run. */
    void state(Object value);

    /** Whether it starts at boot. */
    void enabled(Object value);
}
