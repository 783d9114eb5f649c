package io.jbarman.compile;

/** A word of a command line in a systemd unit (systemd.service: "Command Lines"). */
final class UnitWord {
    private UnitWord() {}

    /** A program's path, or an assignment of {@code Environment=}, where a dollar sign means nothing. */
    static String plain(String text) {
        String escaped = text.replace("%", "%%").replace("\\", "\\\\").replace("\"", "\\\"");
        return escaped.matches("[^\\s'\";]+") ? escaped : '"' + escaped + '"';
    }

    /** An argument, in which systemd would put variables. */
    static String argument(String text) {
        return plain(text.replace("$", "$$"));
    }
}
