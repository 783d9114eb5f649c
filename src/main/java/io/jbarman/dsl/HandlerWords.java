package io.jbarman.dsl;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.Map;

/** What is done once, after the tasks, on hosts where a task that notifies it changed something. What editors complete; made from the description of the language. */
public interface HandlerWords extends WordsForValues {
    /** Its name, for notify. */
    void name(Object value);

    /** Runs a program. */
    void command(Map<String, ?> values);

    /** Runs a program. */
    void command(@DelegatesTo(value = HandlerCommandWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** Restarts or reloads a service. */
    void service(Map<String, ?> values);

    /** Restarts or reloads a service. */
    void service(@DelegatesTo(value = HandlerServiceWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** As which account a command runs: true for root; left out, the one that logs in. */
    void become(Object value);
}
