package io.jbarman.facts.trust;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.Optional;

/**
 * A small text file of an account.
 *
 * @param path absolute, or from the account's home directory
 */
public record HomeFileQuery(String host, Account account, String path) implements FactQuery.OfHost<HomeFileFact> {
    private static final String SCRIPT = """
            f=%s
            case $f in /*) ;; *) f=$(getent passwd "$(id -un)" | cut -d: -f6)/$f ;; esac
            d=$(dirname "$f")
            if [ -d "$d" ]; then m=$(stat -L -c %%a "$d"); else m=0; fi
            if [ ! -e "$f" ]; then echo "$m 0 no $f"; exit 0; fi
            if [ -f "$f" ] && [ -r "$f" ]; then r=yes; else r=no; fi
            echo "$m $(stat -L -c %%a "$f") $r $f"
            [ $r = no ] || cat "$f"
            """;

    @Override
    public String name() {
        return path + " of " + account + " on " + host;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.quote(path));
    }

    @Override
    public HomeFileFact parse(int status, String output) {
        int end = output.indexOf('\n');
        String[] words = output.substring(0, end).split(" ", 4);
        return new HomeFileFact(
                words[3],
                Integer.parseInt(words[1], 8),
                Integer.parseInt(words[0], 8),
                words[2].equals("yes") ? Optional.of(output.substring(end + 1)) : Optional.empty());
    }
}
