package io.jbarman.explain;

import io.jbarman.config.Redaction;
import io.jbarman.schema.FilledValue;
import io.jbarman.secret.SecretReference;
import io.jbarman.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The values of a document, block by block. */
record Values(Topology topology, List<FilledValue> filled) {
    private static final String PASSWORD = "password";
    private static final Pattern TEXT_OF_FILE = Pattern.compile(".*\\.system\\.files\\..*\\.content");

    /** Those of a block, without those of the blocks inside it that are explained themselves. */
    List<Value> of(String path, String... without) {
        String prefix = path + ".";
        return filled.stream()
                .filter(value -> value.path().startsWith(prefix))
                .map(value -> new Value(value.path().substring(prefix.length()), shown(value), value.origin()))
                .filter(value -> List.of(without).stream().noneMatch(value.key()::startsWith))
                .toList();
    }

    /** Those of a host, with the document's defaults for SSH where it says nothing itself. */
    List<Value> ofHost(String name) {
        Map<String, Value> byKey = new LinkedHashMap<>();
        of("hosts." + name, "vars.").forEach(value -> byKey.put(value.key(), value));
        of("defaults").stream()
                .filter(value -> value.origin().isPresent())
                .forEach(value -> byKey.merge(
                        value.key(), value, (own, common) -> own.origin().isPresent() ? own : common));
        return List.copyOf(byKey.values());
    }

    private String shown(FilledValue value) {
        if (TEXT_OF_FILE.matcher(value.path()).matches()) {
            return Redaction.ofFile(value.text());
        }
        boolean password = value.path().endsWith("." + PASSWORD);
        return Optional.ofNullable(topology.secrets().get(value.text()))
                .filter(any -> password)
                .map(SecretReference::describe)
                .map(where -> "secret " + value.text() + ", from " + where)
                .orElse(value.text());
    }
}
