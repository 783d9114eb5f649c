package io.jbarman.dsl;

/** A program that is run. What editors complete; made from the description of the language. */
public interface HandlerCommandWords extends WordsForValues {
    /** The program and its arguments; no shell has a part in it. */
    void argv(Object value);

    /** The directory that it runs in. */
    void chdir(Object value);
}
