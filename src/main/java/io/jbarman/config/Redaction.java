package io.jbarman.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes passwords out of text that is going to be shown. */
public final class Redaction {
    static final String MASK = "********";

    private static final Pattern PASSWORD =
            Pattern.compile("(password\\s*=\\s*)('(?:[^'\\\\]|\\\\.)*'|\\S+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern IN_URI = Pattern.compile("(://[^:/@\\s]*:)[^@\\s]+@");

    /** Names of options that hold a password, or what serves as one. */
    private static final Pattern TELLING = Pattern.compile("(?i).*(pass(word|phrase|wd)|secret|token|_key$).*");

    /** Arguments of commands that are passwords, or whatever serves as one. */
    private static final Pattern ARGUMENT =
            Pattern.compile("(?i)sshpass\\s+-p|--?pass(word|phrase|wd)?[=\\s]|(?<![a-z])pass(word|phrase|wd)?\\s*[=:]"
                    + "|(?<![a-z])(secret|token|api[_-]?key|authorization)\\s*[=:]|bearer\\s");

    private Redaction() {}

    /** The text with what stands behind {@code password=}, and for a password in a URI, masked. */
    public static String of(String text) {
        return IN_URI.matcher(PASSWORD.matcher(text).replaceAll("$1" + MASK)).replaceAll("$1" + MASK + "@");
    }

    /** Whether an option holds a password, or may. */
    public static boolean isTelling(String name, String value) {
        return TELLING.matcher(name).matches()
                || !of(value).equals(value)
                || ARGUMENT.matcher(value).find();
    }

    /** The value of an option for people: masked where it may be a secret as a whole, or have one at a place that is not known. */
    public static String ofOption(String name, String value) {
        String redacted = of(value);
        boolean telling = TELLING.matcher(name).matches()
                || (redacted.equals(value) && ARGUMENT.matcher(value).find());
        return telling && !value.isEmpty() ? MASK : redacted;
    }

    /** The text of a file, for people: of options, each on a line, or of whatever else people write. */
    public static String ofFile(String text) {
        return FileText.redacted(text);
    }

    /** A line that is no option's. */
    static String ofArgument(String line) {
        String redacted = of(line);
        Matcher argument = ARGUMENT.matcher(line);
        return redacted.equals(line) && argument.find() ? line.substring(0, argument.end()) + MASK : redacted;
    }
}
