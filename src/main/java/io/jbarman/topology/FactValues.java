package io.jbarman.topology;

import java.util.Map;

/**
 * What of a host the values of a task were worked out from.
 *
 * @param facts as the host told them; where it did not, an example, so that the values can be checked at least
 */
public record FactValues(Map<String, Object> facts, Worth worth) {
    public FactValues {
        facts = Map.copyOf(facts);
    }

    /** What the values are good for. */
    public enum Worth {
        /** To be checked: no host was asked. */
        EXAMPLE,
        /** To be planned with. */
        SEEN,
        /** To be checked: the host was asked and did not say. */
        MISSING
    }
}
