package io.jbarman.dsl;

import io.jbarman.schema.Block;
import io.jbarman.schema.Key;
import io.jbarman.schema.Shape;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.SourceVersion;

/** The interfaces that editors complete scripts by, made from the one description of the language. */
final class WordsSource {
    private static final String DELEGATES =
            "@DelegatesTo(value = %s.class, strategy = Closure.DELEGATE_ONLY) Closure<?>";

    private final IdentityHashMap<Block, String> names = new IdentityHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();

    private WordsSource() {}

    /** Source by the name of the interface. */
    static Map<String, String> all() {
        WordsSource made = new WordsSource();
        made.block(((Shape.Keys) Shape.document()).block(), "Topology", "");
        return made.sources;
    }

    private String block(Block block, String name, String owner) {
        String known = names.get(block);
        if (known != null) {
            return known;
        }
        String type = (sources.containsKey(name + "Words") ? owner + name : name) + "Words";
        names.put(block, type);
        sources.put(type, "");
        StringBuilder methods = new StringBuilder();
        for (Key key : block.keys()) {
            if (key.later().isEmpty()) {
                methods.append(key(key, block, name));
            }
        }
        block.open()
                .ifPresent(more -> more.names().stream()
                        .sorted()
                        .filter(each ->
                                more.refusal(each).isEmpty() && block.key(each).isEmpty())
                        .forEach(each -> methods.append(method(more.help(each), "Object value", each))));
        sources.put(type, source(type, block.doc(), methods.toString()));
        return type;
    }

    private String key(Key key, Block owner, String ownerName) {
        Shape shape = Shape.of(key.type());
        if (shape instanceof Shape.Keys keys) {
            String type = block(keys.block(), camel(key.name()), ownerName);
            boolean shorter = key.type() instanceof Block;
            return (shorter ? "" : method(key.doc(), "Object value", key.name()))
                    + method(key.doc(), "Map<String, ?> values", key.name())
                    + method(key.doc(), String.format(DELEGATES, type) + " words", key.name());
        }
        if (shape instanceof Shape.Names named) {
            return names(key, named, owner, ownerName);
        }
        if (shape instanceof Shape.Items items) {
            return items(key, items, ownerName);
        }
        return method(key.doc(), "Object value", key.name());
    }

    private String items(Key key, Shape.Items items, String ownerName) {
        Block block = ((Shape.Keys) items.each()).block();
        String type = String.format(DELEGATES, block(block, camel(items.noun()), ownerName));
        return method(key.doc(), "Object value", key.name())
                + method(block.doc(), "String name, " + type + " words", items.noun())
                + method(block.doc(), "Map<String, ?> values, String name, " + type + " words", items.noun())
                + method(block.doc(), "Map<String, ?> values, String name", items.noun());
    }

    private String names(Key key, Shape.Names named, Block owner, String ownerName) {
        boolean plural =
                key.name().equals(named.noun() + "s") && owner.key(named.noun()).isEmpty();
        String one = plural ? named.noun() : key.name();
        List<String> methods = new ArrayList<>();
        methods.add(method(key.doc(), "Map<String, ?> all", key.name()));
        inner(named).ifPresent(block -> {
            String type = String.format(DELEGATES, block(block, camel(one), ownerName));
            methods.add(method(block.doc(), "String name, " + type + " words", one));
            methods.add(method(block.doc(), "Map<String, ?> values, String name, " + type + " words", one));
            methods.add(method(block.doc(), "Map<String, ?> values, String name", one));
        });
        methods.add(method(key.doc(), "String name, Object value", one));
        boolean valueToo = List.of("secret", "file").contains(one);
        if (!valueToo) {
            methods.add(method(key.doc(), "String name", one));
        }
        return String.join("", methods);
    }

    private static Optional<Block> inner(Shape.Names named) {
        return named.each() instanceof Shape.Keys keys ? Optional.of(keys.block()) : Optional.empty();
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String part : name.split("_", -1)) {
            camel.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
        }
        return camel.toString();
    }

    /** A word that Java and Groovy have for themselves stands in quotes in a script, and nobody completes it. */
    private static String method(String doc, String parameters, String name) {
        if (SourceVersion.isKeyword(name)) {
            return "";
        }
        return "\n/** " + escaped(doc) + " */\nvoid " + name + "(" + parameters + ");\n";
    }

    private static String escaped(String doc) {
        String text = doc.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("*/", "* /")
                .replace("@", "&#64;");
        String sentence =
                text.isEmpty() ? "A value." : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    private static String source(String type, String doc, String methods) {
        String closure =
                methods.contains("Closure") ? "import groovy.lang.Closure;\nimport groovy.lang.DelegatesTo;\n" : "";
        String map = methods.contains("Map<") ? "import java.util.Map;\n" : "";
        return "package io.jbarman.dsl;\n\n" + closure + map + "\n/** " + escaped(doc)
                + " What editors complete; made from the description of the language. */\npublic interface " + type
                + " extends WordsForValues {" + methods + "}\n";
    }
}
