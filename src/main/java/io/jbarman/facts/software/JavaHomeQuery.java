package io.jbarman.facts.software;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;

/**
 * Which Java is in a place, and which place the launcher on that host has been told of.
 *
 * @param java its home
 * @param jbarman where jbarman is
 */
public record JavaHomeQuery(String host, String java, String jbarman) implements FactQuery.OfHost<JavaHomeFact> {
    private static final String SCRIPT = """
            j=%s
            v=0
            [ ! -x "$j/bin/java" ] || v=$(sed -n 's/^JAVA_VERSION="\\([0-9]*\\).*/\\1/p' "$j/release" 2>/dev/null | head -n 1)
            echo "${v:-0} $(head -n 1 %s 2>/dev/null)"
            """;

    @Override
    public String name() {
        return "Java in " + java + " on " + host;
    }

    @Override
    public Account account() {
        return Account.LOGIN;
    }

    /** By which the launcher is told. */
    public String file() {
        return jbarman + "/java_home";
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.quote(java), ShellQuote.quote(file()));
    }

    @Override
    public JavaHomeFact parse(int status, String output) {
        String[] words = output.strip().split(" ", 2);
        return new JavaHomeFact(Integer.parseInt(words[0]), words.length > 1 ? words[1] : "");
    }
}
