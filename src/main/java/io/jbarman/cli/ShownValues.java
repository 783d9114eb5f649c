package io.jbarman.cli;

import io.jbarman.config.BarmanOption;
import io.jbarman.config.BarmanOptions;
import io.jbarman.config.OptionKind;
import io.jbarman.config.Redaction;
import io.jbarman.config.ServerConfig;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonArray;
import io.jbarman.json.JsonValue.JsonFlag;
import io.jbarman.json.JsonValue.JsonNull;
import io.jbarman.json.JsonValue.JsonNumber;
import io.jbarman.json.JsonValue.JsonText;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Options as values of their kind, and values in the words that Barman's console has for them. */
final class ShownValues {
    private ShownValues() {}

    /** Every option of a server, null where it has no value; secrets masked. */
    static Map<String, JsonValue> options(ServerConfig server) {
        Map<String, JsonValue> options = new TreeMap<>();
        for (String name : BarmanOptions.names()) {
            BarmanOption option = BarmanOptions.byName(name).orElseThrow();
            if (option.isServer()) {
                options.put(
                        name,
                        server.find(name)
                                .map(text -> value(server, option, text))
                                .orElse(new JsonNull()));
            }
        }
        options.put("name", new JsonText(server.name()));
        options.put("barman_home", new JsonText(server.global().barmanHome().toString()));
        options.put(
                "barman_lock_directory",
                new JsonText(server.global().lockDirectory().toString()));
        if (server.find("streaming_conninfo").isEmpty()) {
            options.put("streaming_conninfo", options.getOrDefault("conninfo", new JsonNull()));
        }
        options.put(
                "msg_list",
                new JsonArray(server.problems().stream()
                        .<JsonValue>map(problem -> new JsonText(problem.summary()))
                        .toList()));
        server.values()
                .forEach((name, text) -> options.putIfAbsent(name, new JsonText(Redaction.ofOption(name, text))));
        return options;
    }

    private static JsonValue value(ServerConfig server, BarmanOption option, String text) {
        if (option.kind() instanceof OptionKind.Flag) {
            return new JsonFlag(server.flag(option.name()));
        }
        boolean number = option.kind() instanceof OptionKind.Count && text.matches("[0-9]+");
        return number ? new JsonNumber(new BigDecimal(text)) : new JsonText(Redaction.ofOption(option.name(), text));
    }

    /** A value on the console. */
    static String words(JsonValue value) {
        if (value instanceof JsonFlag flag) {
            return flag.flag() ? "True" : "False";
        }
        if (value instanceof JsonNumber number) {
            return number.number().toPlainString();
        }
        if (value instanceof JsonText text) {
            return text.text();
        }
        return value instanceof JsonArray array
                ? array.values().stream()
                        .map(each -> "'" + words(each) + "'")
                        .collect(Collectors.joining(", ", "[", "]"))
                : "None";
    }
}
