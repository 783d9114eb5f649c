package io.jbarman.dsl;

import java.util.Map;

/** Hosts that have something in common. What editors complete; made from the description of the language. */
public interface TopologyGroupWords extends WordsForValues {
    /** Its hosts, beside those that name it in groups themselves. */
    void hosts(Object value);

    /** Variables of these hosts; they go before the document's. */
    void vars(Map<String, ?> all);

    /** Variables of these hosts; they go before the document's. */
    void vars(String name, Object value);

    /** Variables of these hosts; they go before the document's. */
    void vars(String name);
}
