package io.jbarman.facts.file;

import io.jbarman.config.Passfile;
import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.Optional;

/** The password file of an account, in its home directory unless named. Passwords in the answer are masked. */
public record PassfileQuery(String host, Account account, Optional<String> path)
        implements FactQuery.OfHost<PassfileFact> {
    private static final String SCRIPT = """
            f=%s
            if [ -w "$(dirname "$f")" ]; then w=yes; else w=no; fi
            if [ ! -e "$f" ]; then echo "$w 0 yes $f"; exit 0; fi
            if [ -r "$f" ]; then r=yes; else r=no; fi
            echo "$w $(stat -L -c %%a "$f") $r $f"
            cat "$f"
            """;
    private static final String HOME = "$(getent passwd \"$(id -un)\" | cut -d: -f6)/.pgpass";

    @Override
    public String name() {
        return "password file of " + account + " on " + host;
    }

    @Override
    public boolean isConfidential() {
        return true;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(path.map(ShellQuote::quote).orElse(HOME));
    }

    @Override
    public PassfileFact parse(int status, String output) {
        int end = output.indexOf('\n');
        String[] words = output.substring(0, end).split(" ", 4);
        return new PassfileFact(
                words[3],
                Integer.parseInt(words[1], 8),
                words[2].equals("yes"),
                words[0].equals("yes"),
                Passfile.parse(output.substring(end + 1)));
    }
}
