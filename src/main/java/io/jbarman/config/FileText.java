package io.jbarman.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text of a file, for people: without what may be a password in one of the usual spellings. */
final class FileText {
    private static final String MASK = Redaction.MASK;

    private static final String TELLING = "pass(?:word|phrase|wd)";

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("(-----BEGIN [A-Z ]*PRIVATE KEY-----).*?(-----END|$)", Pattern.DOTALL);

    /** Values of YAML that go on for lines: of a mapping, and of one in a list, whose other keys stand behind the dash. */
    private static final List<Pattern> BLOCKS = List.of(block("", "+"), block("-[ \\t]+", "{3,}"));

    /** As INI, shells, YAML and JSON have it. */
    private static final Pattern LINE =
            Pattern.compile("(\\s*(?:-\\s+|export\\s+)?[\"']?)([\\w.-]+)([\"']?\\s*[=:]\\s*)(.*)");

    /** Of libpq: a colon within a field has a backslash before it. */
    private static final Pattern PASSFILE_LINE =
            Pattern.compile("((?:\\\\.|[^:\\s\\\\])++:(?:\\d+|\\*):(?:\\\\.|[^:\\\\])++:(?:\\\\.|[^:\\\\])++:).+");

    /** Of PgBouncer. */
    private static final Pattern USERLIST_LINE =
            Pattern.compile("(\\s*\"(?:[^\"]|\"\")*+\"\\s+)\"(?:[^\"]|\"\")*+\"\\s*");

    /** As SQL, .netrc and servers have it: nothing but space stands before the password. */
    private static final Pattern WORD =
            Pattern.compile("(?i)(?:" + TELLING + "|requirepass|masterauth)['\"]?\\s+(?=[^\\s=:])");

    private static final Pattern ELEMENT =
            Pattern.compile("(?i)(<[\\w.:-]*(?:" + TELLING + "|secret|token)(?:\\s[^<>]*)?>)[^<]+");

    private FileText() {}

    private static Pattern block(String dash, String deeper) {
        return Pattern.compile("(?im)^(([ \\t]*)" + dash + "[\"']?[\\w.-]*(?:" + TELLING
                + "|secret|token|_key)[\"']?[ \\t]*:[ \\t]*)[|>][-+\\d]*[ \\t]*\\R"
                + "(?:\\2[ \\t]" + deeper + ".*(?:\\R|\\z)|[ \\t]*\\R)++");
    }

    static String redacted(String text) {
        String shown = PRIVATE_KEY.matcher(text).replaceAll("$1\n" + MASK + "\n$2");
        for (Pattern block : BLOCKS) {
            shown = block.matcher(shown).replaceAll("$1" + MASK + "\n");
        }
        return shown.lines().map(FileText::line).collect(Collectors.joining("\n", "", text.endsWith("\n") ? "\n" : ""));
    }

    private static String line(String line) {
        for (Pattern whole : List.of(PASSFILE_LINE, USERLIST_LINE)) {
            Matcher user = whole.matcher(line);
            if (user.matches()) {
                return user.group(1) + MASK;
            }
        }
        Matcher option = LINE.matcher(line);
        return option.matches() && !option.group(4).startsWith("//")
                ? option.group(1)
                        + option.group(2)
                        + option.group(3)
                        + Redaction.ofOption(option.group(2), words(option.group(4)))
                : words(Redaction.ofArgument(line));
    }

    private static String words(String text) {
        String shown = ELEMENT.matcher(text).replaceAll("$1" + MASK);
        Matcher word = WORD.matcher(shown);
        return shown.equals(text) && word.find() ? shown.substring(0, word.end()) + MASK : shown;
    }
}
