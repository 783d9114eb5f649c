package io.jbarman.dsl;

/** A service of systemd that is to read its files again. What editors complete; made from the description of the language. */
public interface HandlerServiceWords extends WordsForValues {
    /** Its name. */
    void name(Object value);

    /** How it is done. */
    void state(Object value);
}
