package io.jbarman.dsl;

/** A program that runs where what it does is not done yet; creates, removes or unless tell. What editors complete; made from the description of the language. */
public interface TaskCommandWords extends WordsForValues {
    /** The program and its arguments; no shell has a part in it. */
    void argv(Object value);

    /** A path: where something is there, it is done. */
    void creates(Object value);

    /** A path: where nothing is there, it is done. */
    void removes(Object value);

    /** A program with its arguments that only looks: where it succeeds, it is done. It runs in every plan. */
    void unless(Object value);

    /** The directory that it runs in. */
    void chdir(Object value);
}
