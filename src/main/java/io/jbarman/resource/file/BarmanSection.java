package io.jbarman.resource.file;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The section [barman] of an INI text, as far as the control plane looks into it. Pure. */
final class BarmanSection {
    private static final Pattern SECTION = Pattern.compile("\\s*\\[([^]]+)].*");
    private static final Pattern OPTION = Pattern.compile("([^\\s=:;#][^=:]*?)\\s*[=:]\\s*(.*?)\\s*");

    private BarmanSection() {}

    static Map<String, String> options(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        String section = "";
        for (String line : text.lines().toList()) {
            Matcher header = SECTION.matcher(line);
            Matcher option = OPTION.matcher(line);
            if (header.matches()) {
                section = header.group(1);
            } else if (section.equals("barman") && option.matches()) {
                options.put(option.group(1), trimSlash(option.group(2)));
            }
        }
        return options;
    }

    private static String trimSlash(String value) {
        return value.length() > 1 && value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
    }
}
