package io.jbarman.facts.barman;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.List;

/**
 * Paths of the files that topologies have put into the directory of a Barman configuration, whether a runtime has loaded
 * them or not; people's own are not among them.
 */
public record ServerFilesQuery(String host, Account account, String directory)
        implements FactQuery.OfHost<List<String>> {
    private static final String SCRIPT = """
            for f in %s/*.conf; do
              if [ -f "$f" ] && [ -r "$f" ]; then
                line=
                IFS= read -r line <"$f" || :
                case $line in
                "; Written by jbarman from the topology "*) echo "$f" ;;
                esac
              fi
            done
            """;

    @Override
    public String name() {
        return "files in " + directory + " of " + host;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.quote(directory));
    }

    @Override
    public List<String> parse(int status, String output) {
        return output.lines().toList();
    }
}
