package io.jbarman.facts.barman;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.Optional;

/**
 * Why an account cannot run jbarman; empty if it can, as far as files tell. Nothing is started: a launcher may build.
 *
 * @param launcher absolute
 * @param javaHome of the JDK that is to run it; empty where that is the host's own business
 */
public record LauncherQuery(String host, Account account, String launcher, Optional<String> javaHome)
        implements FactQuery.OfHost<Optional<String>> {
    private static final String SCRIPT = """
            l=%s; j=%s
            if [ ! -e "$l" ]; then echo "there is no $l, or a directory above it is closed to $(id -un)"
            elif [ ! -r "$l" ] || [ ! -x "$l" ]; then echo "$(id -un) may not read and execute $l"
            elif [ -n "$j" ] && [ ! -x "$j/bin/java" ]; then echo "$(id -un) may not execute $j/bin/java"
            fi
            """;

    @Override
    public String name() {
        return "launcher of " + host;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.quote(launcher), ShellQuote.quote(javaHome.orElse("")));
    }

    @Override
    public Optional<String> parse(int status, String output) {
        return output.lines().findFirst();
    }
}
