package io.jbarman.resource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts together what is to be so of a resource. What its document leaves out is left alone, and is left out here. */
public final class Wants {
    private final List<Want> all = new ArrayList<>();

    /** Without a name: it says it all. */
    public static List<Want> of(String text) {
        return List.of(new Want("", text));
    }

    /** That something is not to be. */
    public static List<Want> absent() {
        return new Wants().put("state", "absent").list();
    }

    public Wants put(String attribute, String value) {
        all.add(new Want(attribute, value));
        return this;
    }

    public Wants put(String attribute, Optional<?> value) {
        value.ifPresent(there -> put(attribute, there.toString()));
        return this;
    }

    /** All of them in one; nothing where there are none. */
    public Wants put(String attribute, Collection<String> values) {
        return values.isEmpty() ? this : put(attribute, String.join(", ", values));
    }

    /** One for each. */
    public Wants putEach(Map<String, String> values) {
        values.forEach(this::put);
        return this;
    }

    public List<Want> list() {
        return List.copyOf(all);
    }
}
