package io.jbarman.dsl;

/** When and about what drift is reported. What editors complete; made from the description of the language. */
public interface DriftWords extends WordsForValues {
    /** How often the timer looks; 15m if left out. */
    void every(Object value);

    /** Whether apply installs a systemd timer on the control node. */
    void timer(Object value);

    /** Addresses to leave out; * stands for anything. */
    void ignore(Object value);

    /** When the timer looks, instead of every so often. */
    void cron(Object value);
}
