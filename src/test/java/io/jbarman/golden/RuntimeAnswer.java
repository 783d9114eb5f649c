package io.jbarman.golden;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the runtime says of itself travels with its length, which another path in it changes. */
final class RuntimeAnswer {
    private static final Pattern ANSWER = Pattern.compile(
            "(?m)^(\\{\"question\":\"RuntimeQuery\\[.*\"output\":\"no\\\\n)[1-9][0-9]*( [^\"\\\\]*)?\\\\n(\\{.*\\})((?:\\\\n)?)(\"\\}.*)$");

    private RuntimeAnswer() {}

    /** The document of facts with the length as it is now. */
    static String withLength(String facts) {
        Matcher answer = ANSWER.matcher(facts);
        return answer.replaceAll(found -> Matcher.quoteReplacement(found.group(1)
                + (unescaped(found.group(3)) + (found.group(4).isEmpty() ? 0 : 1))
                + (found.group(2) == null ? "" : found.group(2)) + "\\n" + found.group(3) + found.group(4)
                + found.group(5)));
    }

    /** How long a text of a JSON string is. */
    private static int unescaped(String json) {
        return json.replaceAll("\\\\.", "x").length();
    }
}
