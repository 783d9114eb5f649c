package io.jbarman.facts.host;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether a group exists on a host, who has it as their own and who is in it besides; asked by the account that logs in. */
public record GroupQuery(String host, String group) implements FactQuery.OfHost<Optional<GroupFact>> {
    private static final String SCRIPT = """
            e=$(getent group -- %s)
            g=$(printf '%%s' "$e" | cut -d: -f3)
            if [ -n "$g" ]; then
              echo "$g"
              printf '%%s\\n' "$e" | cut -d: -f4
              getent passwd | while IFS=: read -r n x u p r; do [ "$p" = "$g" ] && echo "$n"; done
            fi
            exit 0
            """;

    @Override
    public String name() {
        return "group " + group + " of " + host;
    }

    @Override
    public Account account() {
        return Account.LOGIN;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.quote(group));
    }

    @Override
    public Optional<GroupFact> parse(int status, String output) {
        List<String> lines = output.lines().toList();
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new GroupFact(
                        Integer.parseInt(lines.get(0)),
                        lines.subList(2, lines.size()),
                        Arrays.stream(lines.get(1).split(",", -1))
                                .filter(name -> !name.isEmpty())
                                .toList()));
    }
}
