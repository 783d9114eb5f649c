package io.jbarman.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of a page. Text gets into one only through {@link #text}, which escapes it; the names of elements and classes
 * are constants of this room.
 */
final class Html {
    static final Html NOTHING = new Html("");

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /** Text as it is to be read, whatever is in it. */
    static Html text(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (char c : Printable.of(text).toCharArray()) {
            escaped.append(
                    switch (c) {
                        case '&' -> "&amp;";
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        case '"' -> "&quot;";
                        case '\'' -> "&#39;";
                        default -> String.valueOf(c);
                    });
        }
        return new Html(escaped.toString());
    }

    /** An element of a class; an empty class is none. */
    static Html of(String element, String style, Html... inside) {
        return of(element, style, List.of(inside));
    }

    static Html of(String element, String style, Collection<Html> inside) {
        String open = style.isEmpty() ? element : element + " class=\"" + style + "\"";
        return new Html("<" + open + ">" + all(inside).markup + "</" + element + ">\n");
    }

    /** An element with text in it. */
    static Html of(String element, String style, String text) {
        return of(element, style, text(text));
    }

    /** The same, or nothing where there is no text. */
    static Html ifAny(String element, String style, String text) {
        return text.isEmpty() ? NOTHING : of(element, style, text);
    }

    static Html all(Html... pieces) {
        return all(Arrays.asList(pieces));
    }

    static Html all(Collection<Html> pieces) {
        return new Html(pieces.stream().map(piece -> piece.markup).collect(Collectors.joining()));
    }

    /** What a browser gets. */
    String markup() {
        return markup;
    }
}
