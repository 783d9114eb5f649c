package io.jbarman.facts.host;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.host.EntryFact.Kind;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.Optional;

/**
 * What is at a path, with owner, group and mode; asked by root.
 *
 * @param withContent whether a file's content is wanted: such an answer is not kept
 */
public record EntryQuery(String host, String path, boolean withContent) implements FactQuery.OfHost<EntryFact> {
    private static final String SCRIPT = """
            f=%s
            if [ -e "$f" ] || [ -L "$f" ]; then
              n=0
              if [ -d "$f" ] && [ ! -L "$f" ]; then n=$(ls -A "$f" | wc -l); fi
              stat -c "%%a %%U %%G $n %%F" "$f"
              if %s && [ -f "$f" ] && [ ! -L "$f" ] && [ "$(stat -c %%s "$f")" -le 1048576 ]; then echo content; cat "$f"; fi
            fi
            exit 0
            """;
    private static final String CONTENT = "content\n";

    @Override
    public String name() {
        return path + " of " + host;
    }

    @Override
    public boolean isConfidential() {
        return withContent;
    }

    @Override
    public Account account() {
        return Account.named("root");
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.quote(path), withContent);
    }

    @Override
    public EntryFact parse(int status, String output) {
        if (output.isEmpty()) {
            return EntryFact.ABSENT;
        }
        int end = output.indexOf('\n');
        String[] words = output.substring(0, end).split(" ", 5);
        String rest = output.substring(end + 1);
        return new EntryFact(
                kind(words[4]),
                Integer.parseInt(words[0], 8),
                words[1],
                words[2],
                Integer.parseInt(words[3]),
                rest.startsWith(CONTENT) ? Optional.of(rest.substring(CONTENT.length())) : Optional.empty());
    }

    private static Kind kind(String word) {
        return switch (word) {
            case "regular file", "regular empty file" -> Kind.FILE;
            case "directory" -> Kind.DIRECTORY;
            case "symbolic link" -> Kind.LINK;
            default -> Kind.OTHER;
        };
    }
}
