package io.jbarman.dsl;

/** A line of an account's crontab. What editors complete; made from the description of the language. */
public interface TaskCronWords extends WordsForValues {
    /** Its name. */
    void name(Object value);

    /** Whose crontab. */
    void user(Object value);

    /** When it runs. */
    void schedule(Object value);

    /** What runs; a % in it is cron's own. */
    void job(Object value);

    /** Whether it is to be there; absent removes it. */
    void state(Object value);
}
