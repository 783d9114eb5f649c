package io.jbarman.report;

/** Text from documents, fit for a terminal: it can neither move the cursor nor change colours. */
final class Printable {
    private Printable() {}

    /** The text with its control characters replaced, tabs and line feeds excepted. */
    static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean harmless = c == '\t' || c == '\n' || !Character.isISOControl(c);
            printable.append(harmless && !isDirection(c) ? c : '\uFFFD');
        }
        return printable.toString();
    }

    /** Marks that make text read backwards. */
    private static boolean isDirection(char c) {
        return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    }

    /** How many columns of a terminal a character takes (Unicode: "East Asian Width"). */
    static int width(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(character) ? 2 : 1;
        };
    }

    private static boolean isWide(int c) {
        return isWithin(c, 0x1100, 0x115F)
                || isWithin(c, 0x2E80, 0xA4CF)
                || isWithin(c, 0xAC00, 0xD7A3)
                || isWithin(c, 0xF900, 0xFAFF)
                || isWithin(c, 0xFE30, 0xFE6F)
                || isWithin(c, 0xFF00, 0xFF60)
                || isWithin(c, 0xFFE0, 0xFFE6)
                || isWithin(c, 0x1F300, 0x1FAFF)
                || isWithin(c, 0x20000, 0x3FFFD);
    }

    private static boolean isWithin(int c, int first, int last) {
        return c >= first && c <= last;
    }
}
