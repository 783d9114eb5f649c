package io.jbarman.resource.file;

import io.jbarman.config.BarmanOptions;
import io.jbarman.config.Conninfo;
import io.jbarman.config.Redaction;
import io.jbarman.config.SaidServer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Passwords in connection strings that people wrote of a server: a line that is to say something else keeps them as long as
 * it is the same login, and none is to be lost. Pure.
 *
 * @param section what the server's section sets, as it stands there
 * @param said what Barman makes of it
 * @param account that logs in where a string names no user
 */
record PeoplesPasswords(Map<String, String> section, SaidServer said, String account) {
    PeoplesPasswords {
        section = Map.copyOf(section);
    }

    /** What an option is to be, as it stands in a file, with the passwords that it has now if host and user stay the same. */
    String into(String option, String wanted) {
        Optional<Conninfo> now = Optional.ofNullable(said.values().get(option)).flatMap(PeoplesPasswords::parse);
        Optional<Conninfo> login = parse(wanted);
        if (now.isEmpty() || login.isEmpty() || !isSame(now.get(), login.get())) {
            return wanted;
        }
        Conninfo source = Optional.ofNullable(section.get(option))
                .flatMap(PeoplesPasswords::parse)
                .orElseGet(() -> escaped(now.get()));
        Conninfo whole = login.get();
        for (String keyword : Conninfo.PASSWORDS) {
            Optional<String> password = source.find(keyword);
            whole = password.isPresent() ? whole.with(keyword, password.get()) : whole;
        }
        return whole.equals(login.get()) ? wanted : whole.format();
    }

    /** Those of these options that are connections with a password that the section would not have any more, were it like this. */
    List<String> lost(Collection<String> options, Map<String, String> after) {
        Set<String> left = new HashSet<>();
        after.values().forEach(value -> left.addAll(passwords(value)));
        return options.stream()
                .filter(BarmanOptions::isConnection)
                .filter(option -> !left.containsAll(passwords(section.getOrDefault(option, ""))))
                .sorted()
                .toList();
    }

    private boolean isSame(Conninfo now, Conninfo login) {
        Conninfo escaped = escaped(now);
        return escaped.find("host").equals(login.find("host"))
                && escaped.find("user")
                        .orElse(account)
                        .equals(login.find("user").orElse(account));
    }

    /** As a file has it, where % begins a reference. */
    private static Conninfo escaped(Conninfo value) {
        Conninfo escaped = value;
        for (Map.Entry<String, String> keyword : value.keywords().entrySet()) {
            escaped = escaped.with(keyword.getKey(), keyword.getValue().replace("%", "%%"));
        }
        return escaped;
    }

    /** One that refers to other options may be a connection only with them: it is taken as a whole. */
    private static Set<String> passwords(String value) {
        return parse(value)
                .map(login -> Conninfo.PASSWORDS.stream()
                        .flatMap(keyword -> login.find(keyword).stream())
                        .collect(Collectors.toSet()))
                .orElseGet(() -> Redaction.isTelling("", value) ? Set.of(value) : Set.of());
    }

    private static Optional<Conninfo> parse(String value) {
        try {
            return Optional.of(Conninfo.parse(value));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
