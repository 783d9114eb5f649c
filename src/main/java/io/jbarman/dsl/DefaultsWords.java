package io.jbarman.dsl;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.Map;

/** What holds for all hosts that say nothing else. What editors complete; made from the description of the language. */
public interface DefaultsWords extends WordsForValues {
    /** How SSH logs in. */
    void ssh(Map<String, ?> values);

    /** How SSH logs in. */
    void ssh(@DelegatesTo(value = SshWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);
}
