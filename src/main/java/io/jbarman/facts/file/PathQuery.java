package io.jbarman.facts.file;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.file.PathFact.Kind;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.Optional;

/**
 * What is at a path, as an account sees it; links are followed, as whoever opens the path does.
 *
 * @param withContent whether a file's content is wanted
 */
public record PathQuery(String host, Account account, String path, boolean withContent)
        implements FactQuery.OfHost<PathFact> {
    private static final String CONTENT = "content\n";

    private static final String SCRIPT = """
            f=%s
            d="$f"
            while [ ! -d "$d" ] && [ "$d" != / ] && [ "$d" != . ]; do d=$(dirname "$d"); done
            if [ -d "$f" ]; then d=$(dirname "$f"); fi
            if [ -w "$d" ] && [ -x "$d" ]; then w=yes; else w=no; fi
            if [ -e "$f" ]; then
              stat -L -c "$w %%a %%U %%F" "$f"
              if [ -f "$f" ] && [ -r "$f" ] && %s; then echo content; cat "$f"; fi
            else
              echo "$w"
            fi
            """;

    @Override
    public String name() {
        return path + " of " + host;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.quote(path), withContent);
    }

    @Override
    public PathFact parse(int status, String output) {
        int end = output.indexOf('\n');
        String[] words = output.substring(0, end).split(" ", 4);
        boolean writable = words[0].equals("yes");
        if (words.length < 4) {
            return PathFact.absent(writable);
        }
        String rest = output.substring(end + 1);
        Optional<String> content =
                rest.startsWith(CONTENT) ? Optional.of(rest.substring(CONTENT.length())) : Optional.empty();
        return new PathFact(kind(words[3]), Integer.parseInt(words[1], 8), words[2], writable, content);
    }

    private static Kind kind(String word) {
        return switch (word) {
            case "regular file", "regular empty file" -> Kind.FILE;
            case "directory" -> Kind.DIRECTORY;
            default -> Kind.OTHER;
        };
    }
}
