package io.jbarman.report;

import io.jbarman.diagnostics.Codes.Code;
import io.jbarman.resource.ResourceKind;
import io.jbarman.schema.BlockReference;
import java.util.Collection;
import java.util.List;

/** The reference for people, topic by topic. */
public final class ReferenceText {
    private static final String DOCUMENT = "document";

    private ReferenceText() {}

    /** The name by which a block is looked up. */
    public static String topic(BlockReference block) {
        return block.path().isEmpty() ? DOCUMENT : block.path();
    }

    /** A block of the language with its keys. */
    public static String of(BlockReference block, Ink ink) {
        StringBuilder text = new StringBuilder(ink.strong(topic(block)) + "  " + block.doc() + "\n\n");
        block.keys().forEach(key -> text.append(key(block, key, ink)));
        block.more().ifPresent(more -> text.append("  and ").append(more).append(".\n"));
        return text.toString();
    }

    private static String key(BlockReference block, BlockReference.Entry key, Ink ink) {
        StringBuilder text = new StringBuilder("  " + ink.strong(key.name()));
        text.append(key.required() ? "  (needed)" : "").append('\n');
        text.append("      ").append(key.doc()).append('\n');
        String inside = key.block() ? "; see jbarman doc " + inside(block, key) : "";
        text.append("      Takes ").append(key.takes()).append(inside).append(".\n");
        key.defaultText()
                .ifPresent(words ->
                        text.append("      Left out, it is ").append(words).append(".\n"));
        key.example()
                .ifPresent(example -> text.append("      Such as ")
                        .append(key.name())
                        .append(": ")
                        .append(example)
                        .append('\n'));
        return text.toString();
    }

    private static String inside(BlockReference block, BlockReference.Entry key) {
        return block.path().isEmpty() ? key.name() : block.path() + "." + key.name();
    }

    /** A kind of resource. */
    public static String of(ResourceKind kind, Ink ink) {
        return ink.strong(kind.name()) + "  " + kind.is() + "\n"
                + "  comes from  " + kind.comesFrom() + "\n"
                + "  a change    " + kind.change() + "\n"
                + "  addresses   OWNER/" + kind.name() + "/NAME\n";
    }

    /** A code. */
    public static String of(Code code, Ink ink) {
        return ink.strong(code.name()) + "  " + code.means() + "\n  " + code.remedy() + "\n";
    }

    /** All topics. */
    public static String topics(List<BlockReference> blocks, Collection<Code> codes, Ink ink) {
        StringBuilder text = new StringBuilder(ink.strong("Blocks of a topology") + "\n");
        blocks.forEach(block -> row(text, topic(block), block.doc()));
        text.append('\n')
                .append(ink.strong("Kinds of resources, as in addresses"))
                .append('\n');
        ResourceKind.ALL.forEach(kind -> row(text, kind.name(), kind.is()));
        text.append('\n')
                .append(ink.strong("Codes of problems, as in --format json"))
                .append('\n');
        codes.forEach(code -> row(text, code.name(), code.means()));
        return text.toString();
    }

    private static void row(StringBuilder text, String name, String words) {
        text.append(String.format("  %-26s %s%n", name, words));
    }
}
