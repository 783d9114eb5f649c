package io.jbarman.config;

import java.util.regex.Pattern;

/** Takes passwords out of text that is going to be shown. */
public final class Redaction {
    private static final Pattern PASSWORD =
            Pattern.compile("(password\\s*=\\s*)('(?:[^'\\\\]|\\\\.)*'|\\S+)", Pattern.CASE_INSENSITIVE);

    private Redaction() {}

    /** The text with what stands behind {@code password=} masked. */
    public static String of(String text) {
        return PASSWORD.matcher(text).replaceAll("$1********");
    }
}
