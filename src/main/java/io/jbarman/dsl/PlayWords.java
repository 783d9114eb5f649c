package io.jbarman.dsl;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.Map;

/** Tasks for some hosts, each done in its order. What editors complete; made from the description of the language. */
public interface PlayWords extends WordsForValues {
    /** What it is about. */
    void name(Object value);

    /** Which hosts it is for. */
    void hosts(Object value);

    /** Variables of its tasks; they go before those of hosts. */
    void vars(Map<String, ?> all);

    /** Variables of its tasks; they go before those of hosts. */
    void vars(String name, Object value);

    /** Variables of its tasks; they go before those of hosts. */
    void vars(String name);

    /** By which --tags and --skip-tags choose. */
    void tags(Object value);

    /** Only where this is true; of several, all must be. */
    void when(Object value);

    /** What is to be so. */
    void tasks(Object value);

    /** One thing that is to be so. */
    void task(String name, @DelegatesTo(value = TaskWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** One thing that is to be so. */
    void task(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = TaskWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** One thing that is to be so. */
    void task(Map<String, ?> values, String name);

    /** What tasks notify. */
    void handlers(Object value);

    /** What is done once, after the tasks, on hosts where a task that notifies it changed something. */
    void handler(
            String name, @DelegatesTo(value = HandlerWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** What is done once, after the tasks, on hosts where a task that notifies it changed something. */
    void handler(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = HandlerWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** What is done once, after the tasks, on hosts where a task that notifies it changed something. */
    void handler(Map<String, ?> values, String name);

    /** As which account a command runs: true for root; left out, the one that logs in. */
    void become(Object value);

    /** Whether plans and reports are to show no value of it. */
    void no_log(Object value);
}
