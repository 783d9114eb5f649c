package io.jbarman.dsl;

/** An account; what is left out is left alone. Passwords are not managed. What editors complete; made from the description of the language. */
public interface TaskUserWords extends WordsForValues {
    /** Its name. */
    void name(Object value);

    /** Its number, compared and never changed. */
    void uid(Object value);

    /** Its own group; left out, a new one of its name. */
    void group(Object value);

    /** Groups that it is a member of, beside others. */
    void groups(Object value);

    /** Its home directory; nothing is moved. */
    void home(Object value);

    /** Its shell. */
    void shell(Object value);

    /** Who it is. */
    void comment(Object value);

    /** Whether it is to be there; absent removes it. */
    void state(Object value);
}
