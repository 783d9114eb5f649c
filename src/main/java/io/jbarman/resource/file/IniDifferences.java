package io.jbarman.resource.file;

import io.jbarman.plan.Difference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two INI texts compared option by option, for people. An option that may hold a password is not shown. Pure. */
final class IniDifferences {
    private static final Pattern OPTION = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)\\s*[=:]\\s*(.*?)\\s*");
    private static final Pattern SECRET = Pattern.compile("(?i)pass(word|phrase|wd)|secret|token");

    private static final String HIDDEN = "(not shown: may hold a password)";

    private IniDifferences() {}

    /** Whether a difference's value only stands for one that is not shown. */
    static boolean isHidden(String shown) {
        return shown.equals(HIDDEN);
    }

    static List<Difference> of(String before, String after) {
        return of(options(before), options(after));
    }

    static List<Difference> of(Map<String, String> old, Map<String, String> wanted) {
        Set<String> names = new LinkedHashSet<>(wanted.keySet());
        names.addAll(old.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            String was = old.getOrDefault(name, "");
            String becomes = wanted.getOrDefault(name, "");
            if (!was.equals(becomes)) {
                differences.add(new Difference(name, shown(was), shown(becomes)));
            }
        }
        return differences.isEmpty() ? List.of(new Difference("text", "(differs)", "(as rendered)")) : differences;
    }

    private static String shown(String value) {
        return SECRET.matcher(value).find() ? HIDDEN : value;
    }

    private static Map<String, String> options(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        text.lines()
                .map(OPTION::matcher)
                .filter(Matcher::matches)
                .forEach(option -> options.put(option.group(1), option.group(2)));
        return options;
    }
}
