package io.jbarman.transport;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The one function through which data enters a POSIX shell's command line. */
public final class ShellQuote {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellQuote() {}

    /** The text as one word of a shell command, equal to the text once the shell has read it. */
    public static String quote(String text) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** The words as a shell command line. */
    public static String join(List<String> words) {
        return words.stream().map(ShellQuote::quote).collect(Collectors.joining(" "));
    }
}
