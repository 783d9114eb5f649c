package io.jbarman.dsl;

/** A floor: more is left alone. What editors complete; made from the description of the language. */
public interface SettingWords extends WordsForValues {
    /** The least value. */
    void at_least(Object value);
}
