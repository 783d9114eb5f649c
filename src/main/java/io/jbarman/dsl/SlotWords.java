package io.jbarman.dsl;

/** A physical replication slot beside those of barmanhosts and standbys. What editors complete; made from the description of the language. */
public interface SlotWords extends WordsForValues {
    /** Whether it is to be there; absent removes it. */
    void state(Object value);
}
