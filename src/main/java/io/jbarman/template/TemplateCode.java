package io.jbarman.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What of a template's text is not taken as it stands, each with the braces that begin it. What stands in comments is no code,
 * nor is what is verbatim.
 *
 * @param pieces without the braces that end them; all before the first that does not end
 */
record TemplateCode(List<String> pieces) {
    private static final Pattern LOOP = Pattern.compile("\\{%-?\\s*(for|endfor)\\b.*", Pattern.DOTALL);
    private static final Pattern VERBATIM = Pattern.compile("\\{%-?\\s*verbatim\\s*-?");
    private static final Pattern END_OF_VERBATIM = Pattern.compile("\\{%-?\\s*endverbatim\\s*-?%\\}");

    TemplateCode {
        pieces = List.copyOf(pieces);
    }

    static TemplateCode of(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int open = open(text, from); open >= 0; open = open(text, from)) {
            char kind = text.charAt(open + 1);
            int close =
                    kind == '#' ? text.indexOf("#}", open + 2) : CodeEnd.of(text, open + 2, kind == '%' ? "%}" : "}}");
            if (close < 0) {
                break;
            }
            String piece = text.substring(open, close);
            if (kind != '#') {
                pieces.add(piece);
            }
            from = VERBATIM.matcher(piece).matches() ? endOfVerbatim(text, close) : close + 2;
        }
        return new TemplateCode(pieces);
    }

    /** What is verbatim is text, braces and all. */
    private static int endOfVerbatim(String text, int from) {
        Matcher end = END_OF_VERBATIM.matcher(text);
        return end.find(from) ? end.end() : text.length();
    }

    /** Where code or a comment begins next; negative where none does. */
    private static int open(String text, int from) {
        int brace = text.indexOf('{', from);
        while (brace >= 0 && !(brace + 1 < text.length() && "{%#".indexOf(text.charAt(brace + 1)) >= 0)) {
            brace = text.indexOf('{', brace + 1);
        }
        return brace;
    }

    /** The names that it may use, whatever they are used as. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        pieces.forEach(piece -> Names.in(piece, names));
        return names;
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
