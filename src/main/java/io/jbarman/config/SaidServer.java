package io.jbarman.config;

import io.jbarman.diagnostics.Origin;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a configuration says of a server, as far as Barman heeds it: inherited, by default, in whatever spelling.
 *
 * @param values by option, each in one spelling
 * @param file that describes it
 * @param named the options that this file sets
 * @param places where those stand that a file sets: of several that say it, the one that counts
 * @param model that the server was switched to, which has had its say in the values
 */
public record SaidServer(
        Map<String, String> values,
        String file,
        Set<String> named,
        Map<String, Origin> places,
        Optional<String> model) {
    public SaidServer {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
        named = Set.copyOf(named);
        places = Map.copyOf(places);
    }

    static SaidServer of(ServerConfig server) {
        Map<String, String> values = new LinkedHashMap<>();
        server.values().forEach((name, value) -> values.put(name, spelt(name, value)));
        server.streamingConninfo().ifPresent(conninfo -> values.put("streaming_conninfo", spelt(conninfo)));
        String main = server.global().file().toString();
        String file = server.origins().values().stream()
                .map(Origin::file)
                .filter(path -> !path.equals(main))
                .sorted()
                .findFirst()
                .orElse(main);
        Set<String> named = new HashSet<>();
        server.origins().forEach((name, place) -> {
            if (place.file().equals(file)) {
                named.add(name);
            }
        });
        return new SaidServer(values, file, named, server.origins(), server.model());
    }

    private static String spelt(String name, String value) {
        OptionKind kind = BarmanOptions.byName(name).map(BarmanOption::kind).orElseGet(OptionKind.Text::new);
        if (kind instanceof OptionKind.Flag) {
            return Flags.parse(value).map(String::valueOf).orElse(value);
        }
        if (!(kind instanceof OptionKind.Connection)) {
            return value.strip();
        }
        return spelt(Conninfo.parse(value));
    }

    private static String spelt(Conninfo conninfo) {
        return new Conninfo(new TreeMap<>(conninfo.keywords())).format();
    }

    /**
     * The same with these options, which are connections, as logins without passwords.
     *
     * @param account that logs in where a connection names no user
     */
    public SaidServer withoutPasswords(Set<String> options, String account) {
        Map<String, String> fewer = new LinkedHashMap<>(values);
        options.forEach(name -> fewer.computeIfPresent(name, (any, value) -> login(Conninfo.parse(value), account)));
        return new SaidServer(fewer, file, named, places, model);
    }

    private static String login(Conninfo said, String account) {
        Conninfo login = said.find("user").isPresent() ? said : said.with("user", account);
        for (String keyword : Conninfo.PASSWORDS) {
            login = login.without(keyword);
        }
        return spelt(login);
    }

    /** Of the options that another names, those that it says otherwise. */
    public List<String> differences(SaidServer other) {
        return other.named.stream()
                .filter(name ->
                        !Optional.ofNullable(values.get(name)).equals(Optional.ofNullable(other.values.get(name))))
                .sorted()
                .toList();
    }
}
