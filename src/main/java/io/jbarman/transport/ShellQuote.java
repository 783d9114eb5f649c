package io.jbarman.transport;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The one function through which data enters a POSIX shell's command line. */
public final class ShellQuote {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellQuote() {}

    /**
     * The text as one word of a shell command, equal to the text once the shell has read it.
     *
     * @throws IllegalArgumentException if it contains NUL, which no argument may
     */
    public static String quote(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("text with a NUL character cannot stand in a command");
        }
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
