package io.jbarman.topology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a document declares to be in a server, beyond what follows from who archives and follows it; each by name, in the
 * document's order.
 */
public record Contents(
        Map<String, RoleDemand> roles,
        Map<String, GrantDemand> grants,
        Map<String, DatabaseDemand> databases,
        Map<String, ExtensionDemand> extensions,
        Map<String, SlotDemand> slots,
        Map<String, RuleDemand> hba) {
    /** Nothing. */
    public static final Contents NOTHING = new Contents(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    /** Without rules of client authentication. */
    public Contents(
            Map<String, RoleDemand> roles,
            Map<String, GrantDemand> grants,
            Map<String, DatabaseDemand> databases,
            Map<String, ExtensionDemand> extensions,
            Map<String, SlotDemand> slots) {
        this(roles, grants, databases, extensions, slots, Map.of());
    }

    public Contents {
        roles = inOrder(roles);
        grants = inOrder(grants);
        databases = inOrder(databases);
        extensions = inOrder(extensions);
        slots = inOrder(slots);
        hba = inOrder(hba);
    }

    /** What each standby has to have for itself: the file is not replicated. */
    Contents rulesOnly() {
        return new Contents(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), hba);
    }

    private static <T> Map<String, T> inOrder(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
