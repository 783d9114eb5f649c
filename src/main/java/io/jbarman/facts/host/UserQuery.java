package io.jbarman.facts.host;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An account of a host with its groups; asked by the account that logs in. */
public record UserQuery(String host, String user) implements FactQuery.OfHost<Optional<UserFact>> {
    private static final String SCRIPT = """
            u=%s
            p=$(getent passwd -- "$u")
            if [ -n "$p" ]; then
              echo "$p"
              id -gn -- "$u"
              id -Gn -- "$u"
              ls -ldn /proc/[0-9]* 2>/dev/null | awk -v u="$(id -u -- "$u")" '$3 == u' | wc -l
            fi
            exit 0
            """;

    @Override
    public String name() {
        return "user " + user + " of " + host;
    }

    @Override
    public Account account() {
        return Account.LOGIN;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.quote(user));
    }

    @Override
    public Optional<UserFact> parse(int status, String output) {
        List<String> lines = output.lines().toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String[] fields = lines.get(0).split(":", -1);
        return Optional.of(new UserFact(
                Integer.parseInt(fields[2]),
                lines.get(1),
                Set.copyOf(List.of(lines.get(2).split(" "))),
                fields[4],
                fields[5],
                fields[6],
                Integer.parseInt(lines.get(3).strip())));
    }
}
