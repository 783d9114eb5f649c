package io.jbarman.draft;

import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.SourceNode.Sequence;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A tree as YAML that is read back as the same tree (YAML 1.2.2); small mappings stand on one line. */
final class YamlText {
    private static final int WIDEST = 100;
    private static final int NAMED_THINGS = 2;

    /** Text that no reader of YAML, old or new, takes for anything else. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./@+=-]*(?: [A-Za-z0-9_./@+=-]+)*");

    /** Addresses have more dots than a number, and PostgreSQL's units no reader takes for part of one. */
    private static final Pattern ALMOST_NUMBER =
            Pattern.compile("[0-9]+(?:[.][0-9]+){3}|[0-9]+(?:kB|MB|GB|TB|us|ms|s|min|h)");

    private static final Pattern WORDS_OF_YAML =
            Pattern.compile("true|false|yes|no|on|off|y|n|null|nan", Pattern.CASE_INSENSITIVE);

    private final StringBuilder text = new StringBuilder();

    private YamlText() {}

    /** The document, a blank line before each of its blocks. */
    static String of(Mapping document) {
        YamlText yaml = new YamlText();
        for (Entry entry : document.entries()) {
            if (entry.value() instanceof Mapping) {
                yaml.text.append('\n');
            }
            yaml.entry(entry, 0);
        }
        return yaml.text.toString();
    }

    private void entry(Entry entry, int depth) {
        text.append("  ".repeat(depth)).append(scalar(entry.key())).append(':');
        if (!(entry.value() instanceof Mapping mapping) || isShort(entry, mapping, depth)) {
            text.append(' ').append(flow(entry.value())).append('\n');
            return;
        }
        text.append('\n');
        mapping.entries().forEach(inside -> entry(inside, depth + 1));
    }

    private static boolean isShort(Entry entry, Mapping mapping, int depth) {
        if (mapping.entries().isEmpty()) {
            return true;
        }
        boolean flat = mapping.entries().stream()
                .noneMatch(inside -> inside.value() instanceof Mapping more
                        && !more.entries().isEmpty());
        int width = 2 * depth + entry.key().length() + 2 + flow(mapping).length();
        return depth + 1 >= NAMED_THINGS && flat && width <= WIDEST;
    }

    private static String flow(SourceNode node) {
        if (node instanceof Mapping mapping) {
            return mapping.entries().isEmpty()
                    ? "{}"
                    : mapping.entries().stream()
                            .map(entry -> scalar(entry.key()) + ": " + flow(entry.value()))
                            .collect(Collectors.joining(", ", "{ ", " }"));
        }
        if (node instanceof Sequence sequence) {
            return sequence.items().stream().map(YamlText::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        Scalar scalar = (Scalar) node;
        return scalar.kind() == Kind.TEXT ? scalar(literal(scalar.text())) : scalar.text();
    }

    /** Braces that would begin an expression, as an expression that yields them. */
    private static String literal(String value) {
        return value.replace("{{", "{{ '{{' }}");
    }

    private static String scalar(String value) {
        boolean plain =
                PLAIN.matcher(value).matches() && !WORDS_OF_YAML.matcher(value).matches();
        return plain || ALMOST_NUMBER.matcher(value).matches() ? value : quoted(value);
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (isShown(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(String.format("\\U%08X", c));
            }
        });
        return quoted.append('"').toString();
    }

    /** Neither a control character nor one that hides or turns what stands around it. */
    private static boolean isShown(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
