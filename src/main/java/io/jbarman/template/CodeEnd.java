package io.jbarman.template;

/** Where code ends that stands between braces, as the engine has it. */
final class CodeEnd {
    private final String text;
    private final String braces;

    private CodeEnd(String text, String braces) {
        this.text = text;
        this.braces = braces;
    }

    /**
     * Where the braces begin that end the code; negative where none do. What stands in quotes ends nothing, nor does what closes
     * a mapping: else what follows would be taken for text, or for a comment.
     */
    static int of(String text, int from, String braces) {
        return new CodeEnd(text, braces).behind(from);
    }

    private int behind(int from) {
        int open = 0;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (open == 0 && text.startsWith(braces, at)) {
                return at;
            }
            if (c == '"' || c == '\'') {
                at = endOfQuoted(at);
            } else {
                open = Math.max(0, open + nesting(c));
            }
        }
        return -1;
    }

    private static int nesting(char c) {
        return "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
    }

    /** The end of the text where the quote is none. */
    private int endOfQuoted(int open) {
        int at = open + 1;
        while (at < text.length() && text.charAt(at) != text.charAt(open)) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }
}
