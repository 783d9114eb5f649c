package io.jbarman.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What of a template's text is not taken as it stands, each with the braces that begin it. What stands in comments is no code.
 *
 * @param pieces without the braces that end them; all before the first that does not end
 */
record TemplateCode(List<String> pieces) {
    private static final Pattern LOOP =
            Pattern.compile("\\{%-?\\s*(for|endfor)\\b(?:\\s+(\\w+)\\s+in\\b)?.*", Pattern.DOTALL);

    TemplateCode {
        pieces = List.copyOf(pieces);
    }

    static TemplateCode of(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int open = open(text, from); open >= 0; open = open(text, from)) {
            char kind = text.charAt(open + 1);
            int close = kind == '#' ? text.indexOf("#}", open + 2) : close(text, open + 2, kind == '%' ? "%}" : "}}");
            if (close < 0) {
                break;
            }
            if (kind != '#') {
                pieces.add(text.substring(open, close));
            }
            from = close + 2;
        }
        return new TemplateCode(pieces);
    }

    /** Where code or a comment begins next; negative where none does. */
    private static int open(String text, int from) {
        int brace = text.indexOf('{', from);
        while (brace >= 0 && !(brace + 1 < text.length() && "{%#".indexOf(text.charAt(brace + 1)) >= 0)) {
            brace = text.indexOf('{', brace + 1);
        }
        return brace;
    }

    /** What stands in quotes ends nothing: else what follows would be taken for text, or for a comment. */
    private static int close(String text, int from, String braces) {
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                at = endOfQuoted(text, at);
                if (at < 0) {
                    return -1;
                }
            } else if (text.startsWith(braces, at)) {
                return at;
            }
        }
        return -1;
    }

    private static int endOfQuoted(String text, int open) {
        int at = open + 1;
        while (at < text.length() && text.charAt(at) != text.charAt(open)) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at < text.length() ? at : -1;
    }

    /** The names that it may use, whatever they are used as. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        pieces.forEach(piece -> Names.in(piece, names));
        return names;
    }

    /** The names that loops give to what they have in hand. */
    Stream<String> loopNames() {
        return loops().flatMap(loop -> Optional.ofNullable(loop.group(2)).stream());
    }

    /** How deep loops are within each other. */
    int depth() {
        int depth = 0;
        int deepest = 0;
        for (Matcher loop : loops().toList()) {
            depth += loop.group(1).equals("for") ? 1 : -1;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    private Stream<Matcher> loops() {
        return pieces.stream().map(LOOP::matcher).filter(Matcher::matches);
    }
}
