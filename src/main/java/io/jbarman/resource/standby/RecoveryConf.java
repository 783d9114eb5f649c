package io.jbarman.resource.standby;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What makes a server of 10 or 11 follow: {@code recovery.conf} (PostgreSQL 11: "Recovery Configuration"). Pure. */
record RecoveryConf(StandbyPlace place) {
    /** The whole file. */
    String text() {
        return wanted().entrySet().stream()
                .map(one -> one.getKey() + " = '" + one.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining());
    }

    private Map<String, String> wanted() {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("standby_mode", "on");
        wanted.put("primary_conninfo", place.conninfo());
        wanted.put("primary_slot_name", place.slot());
        wanted.put("recovery_target_timeline", "latest");
        return wanted;
    }

    /**
     * The parameters that a file has otherwise, in words; a conninfo of somebody else's may hold a password, and is not
     * repeated.
     *
     * @param lines values as they are written in the file; empty where there is no such file
     */
    Optional<String> deviation(Map<String, String> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String others = wanted().entrySet().stream()
                .filter(one -> !one.getValue().equals(plain(lines.getOrDefault(one.getKey(), ""))))
                .map(one -> one.getKey() + (lines.containsKey(one.getKey()) ? " differs" : " is missing"))
                .collect(Collectors.joining(", "));
        return Optional.of(others).filter(words -> !words.isEmpty());
    }

    /** Without quotes, and without a comment behind it. */
    private static String plain(String value) {
        if (!value.startsWith("'")) {
            return value.replaceAll("\\s.*", "");
        }
        StringBuilder text = new StringBuilder();
        for (int at = 1; at < value.length(); at++) {
            if (value.charAt(at) == '\'') {
                if (at + 1 < value.length() && value.charAt(at + 1) == '\'') {
                    at++;
                } else {
                    break;
                }
            }
            text.append(value.charAt(at));
        }
        return text.toString();
    }
}
