package io.jbarman.template;

import io.jbarman.diagnostics.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A variable, or a value within one: {@code host.name}. */
record Path(List<String> names) {
    static boolean isPath(String expression) {
        return java.util.Arrays.stream(expression.split("\\.", -1)).allMatch(Names::isName);
    }

    static Path of(String expression) {
        return new Path(List.of(expression.split("\\.", -1)));
    }

    /**
     * What stands there.
     *
     * @throws TemplateException if nothing does
     */
    Object in(Map<String, Object> values) {
        Object value = values.get(names.get(0));
        if (value == null) {
            throw TemplateException.unknownVariable(names.get(0));
        }
        for (int i = 1; i < names.size(); i++) {
            value = member(value, i);
        }
        return value;
    }

    private Object member(Object value, int index) {
        String owner = String.join(".", names.subList(0, index));
        if (!(value instanceof Map<?, ?> map)) {
            throw new TemplateException(
                    "'" + owner + "' is no mapping, so it has no '" + names.get(index)
                            + "'; and an expression has no methods",
                    "write {{ " + owner + " }}");
        }
        Object found = map.get(names.get(index));
        if (found == null) {
            throw noMember(owner, names.get(index), map);
        }
        return found;
    }

    /** A mapping without that name. */
    static TemplateException noMember(String owner, String name, Map<?, ?> map) {
        List<String> known = map.keySet().stream().map(String::valueOf).collect(Collectors.toList());
        return new TemplateException("'" + owner + "' has no '" + name + "'", Suggestion.hint(name, known, "it has"));
    }
}
