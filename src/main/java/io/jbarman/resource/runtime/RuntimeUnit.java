package io.jbarman.resource.runtime;

import java.util.regex.Pattern;

/**
 * The systemd unit of a runtime, which several topologies may share: the one that wrote it is named in its first line, and
 * the others leave it as it is, with the jbarman that it calls.
 *
 * @param text as this topology renders it
 */
record RuntimeUnit(String text) {
    /** How each unit of ours begins. */
    static final String OURS = "# Written by jbarman from the topology ";

    private static final Pattern CALLS = Pattern.compile("(?m)^(Exec(?:Start|Reload))=(?:\"[^\"]*\"|\\S+)");

    static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** Whether one that is there does what this one does, whoever wrote it. */
    boolean isDoneBy(String there) {
        return there.equals(text) || (isOfAnother(there) && whatItDoes(there).equals(whatItDoes(text)));
    }

    /** Whether another topology of jbarman wrote the one that is there. */
    boolean isOfAnother(String there) {
        return there.startsWith(OURS) && !firstLine(there).equals(firstLine(text));
    }

    private static String whatItDoes(String text) {
        return CALLS.matcher(text.substring(text.indexOf('\n') + 1)).replaceAll("$1=");
    }
}
