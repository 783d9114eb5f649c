package io.jbarman.dsl;

/** No value of its own. What editors complete; made from the description of the language. */
public interface RoleSettingWords extends WordsForValues {
    /** Whether it is to be there; absent removes it. */
    void state(Object value);
}
