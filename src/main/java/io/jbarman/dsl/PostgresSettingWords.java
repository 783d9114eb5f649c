package io.jbarman.dsl;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.Map;

/** A setting of a server. What editors complete; made from the description of the language. */
public interface PostgresSettingWords extends WordsForValues {
    /** The server, one of postgres; left out, the one of the host. */
    void server(Object value);

    /** Its name. */
    void name(Object value);

    /** Its value, or { at_least: number } for a floor. */
    void value(Object value);

    /** Its value, or { at_least: number } for a floor. */
    void value(Map<String, ?> values);

    /** Its value, or { at_least: number } for a floor. */
    void value(@DelegatesTo(value = SettingWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);
}
