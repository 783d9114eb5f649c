package io.jbarman.transport.ssh;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import io.jbarman.transport.TransportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The user's {@code ssh_config} where OpenSSH's client is not installed: {@code Host} blocks with the options that matter
 * here, first value wins. What it does not understand is refused by name, never skipped, if it could change the way.
 */
final class SshConfigFile {
    private static final Pattern LINE = Pattern.compile("\\s*(\\w+)(?:\\s*=\\s*|\\s+)(.*?)\\s*");
    private static final Set<String> NOT_UNDERSTOOD = Set.of("match", "include", "canonicalizehostname");
    private static final Set<String> SEVERAL = Set.of("identityfile");

    private final SshEnvironment environment;

    SshConfigFile(SshEnvironment environment) {
        this.environment = environment;
    }

    Map<String, List<String>> of(SshDestination destination) throws TransportException {
        Path file = environment.configFile().orElse(environment.home().resolve(".ssh/config"));
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return parse(file, Files.readAllLines(file), destination.address());
        } catch (TransportException known) {
            throw known;
        } catch (IOException unreadable) {
            throw new TransportException(
                    Diagnostic.error(
                            "ssh-config",
                            "cannot read " + file + ": " + unreadable.getMessage(),
                            "check its owner and mode"),
                    unreadable);
        }
    }

    private static Map<String, List<String>> parse(Path file, List<String> lines, String address)
            throws TransportException {
        Map<String, List<String>> options = new LinkedHashMap<>();
        boolean applies = true;
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = LINE.matcher(lines.get(i));
            if (!line.matches() || lines.get(i).strip().startsWith("#")) {
                continue;
            }
            String name = line.group(1).toLowerCase(Locale.ROOT);
            String value = unquoted(line.group(2));
            if (NOT_UNDERSTOOD.contains(name)) {
                throw notUnderstood(file, i + 1, lines.get(i));
            }
            if (name.equals("host")) {
                applies = matches(value, address);
            } else if (applies) {
                add(options, name, value.replace("%h", address));
            }
        }
        return options;
    }

    private static void add(Map<String, List<String>> options, String name, String value) {
        List<String> values = options.computeIfAbsent(name, key -> new ArrayList<>());
        if (values.isEmpty() || SEVERAL.contains(name)) {
            values.add(value);
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** Patterns with {@code *} and {@code ?}; one that is negated and matches decides against. */
    static boolean matches(String patterns, String name) {
        boolean matched = false;
        for (String pattern : patterns.split("[\\s,]+", -1)) {
            boolean negated = pattern.startsWith("!");
            if (name.matches(regex(negated ? pattern.substring(1) : pattern))) {
                if (negated) {
                    return false;
                }
                matched = true;
            }
        }
        return matched;
    }

    private static String regex(String pattern) {
        StringBuilder regex = new StringBuilder("(?i)");
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return regex.toString();
    }

    private static TransportException notUnderstood(Path file, int line, String text) {
        return new TransportException(Diagnostic.error(
                "ssh-config",
                new Origin(file.toString(), line, 0, text),
                "jbarman does not understand this line by itself: " + text.strip(),
                "install OpenSSH's client (Debian package openssh-client), which jbarman then asks, or say user, port and"
                        + " identity_file in the topology and keep such lines out of this file"));
    }
}
