package io.jbarman.config;

import java.util.regex.Pattern;

/** Takes passwords out of text that is going to be shown. */
public final class Redaction {
    private static final Pattern PASSWORD =
            Pattern.compile("(password\\s*=\\s*)('(?:[^'\\\\]|\\\\.)*'|\\S+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern IN_URI = Pattern.compile("(://[^:/@\\s]*:)[^@\\s]+@");

    private Redaction() {}

    /** The text with what stands behind {@code password=}, and for a password in a URI, masked. */
    public static String of(String text) {
        return IN_URI.matcher(PASSWORD.matcher(text).replaceAll("$1********")).replaceAll("$1********@");
    }
}
