package io.jbarman.resource;

import io.jbarman.plan.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What applies have changed of a resource, all of them together: the way back.
 *
 * @param created whether jbarman made it
 * @param changed attributes that it changed, as they were before it first did
 * @param added attributes that it gave, where there was nothing before
 */
public record Before(boolean created, Map<String, String> changed, List<Addition> added) {
    /**
     * The attribute that is the text of a file, told by its digest. Every text that was given is on record, not the first
     * only: nothing else tells jbarman's from a person's.
     */
    public static final String CONTENT = "content";

    /** Nothing on record. */
    public static final Before NOTHING = new Before(false, Map.of(), List.of());

    public Before {
        changed = Map.copyOf(changed);
        added = List.copyOf(added);
    }

    /**
     * Whether all that an attribute was given is on record, as the text of a file is: jbarman's own value of a setting, too, is
     * told from a person's by that, whatever the topology has come to say since.
     */
    public static boolean keepsAll(ResourceId id, String attribute) {
        return attribute.equals(CONTENT) || id.kind().equals("setting");
    }

    /** What an attribute was given, where it had nothing. */
    public record Addition(String attribute, String value) {}

    /** Whether anything of it is jbarman's. */
    public boolean isOurs() {
        return created || !changed.isEmpty() || !added.isEmpty();
    }

    /** What an attribute was given, as far as that is on record. */
    public List<String> given(String attribute) {
        return added.stream()
                .filter(one -> one.attribute().equals(attribute))
                .map(Addition::value)
                .toList();
    }

    /** What an attribute was, be it nothing, if it was touched. */
    public Optional<String> of(String attribute) {
        return Optional.ofNullable(changed.get(attribute))
                .or(() -> added.stream()
                        .filter(one -> one.attribute().equals(attribute))
                        .findFirst()
                        .map(any -> ""));
    }
}
