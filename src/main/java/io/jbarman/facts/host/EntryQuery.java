package io.jbarman.facts.host;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.host.EntryFact.Kind;
import io.jbarman.plan.Fingerprint;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is at a path, with owner, group and mode; asked by root.
 *
 * @param withContent whether a file's content is wanted: such an answer is not kept
 */
public record EntryQuery(String host, String path, boolean withContent) implements FactQuery.OfHost<EntryFact> {
    private static final String SCRIPT = """
            f=%s
            w=$(namei -mo -- "$(dirname -- "$f")")
            if [ -n "$w" ]; then
              echo "way $(printf '%%s\\n' "$w" | wc -l)"
              printf '%%s\\n' "$w"
            else
              echo way 0
            fi
            if [ -e "$f" ] || [ -L "$f" ]; then
              n=0
              if [ -d "$f" ] && [ ! -L "$f" ]; then n=$(ls -A "$f" | wc -l); fi
              stat -c "%%a %%U %%G $n %%F" "$f"
              if %s && [ -f "$f" ] && [ ! -L "$f" ]; then
                echo "sha256 $(sha256sum <"$f" | cut -d ' ' -f 1)"
                if [ "$(stat -c %%s "$f")" -le 1048576 ]; then echo content; cat "$f"; fi
              fi
            fi
            exit 0
            """;
    private static final String CONTENT = "content\n";
    private static final String WAY = "way ";
    private static final String SHA256 = "sha256 ";

    /** Where the file cannot be read, even by root, there is none; nor is there a content then, though there seems to be. */
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private static final PathWay UNSEEN =
            new PathWay("root", Optional.of("namei (package util-linux) does not show who has the say over its way"));

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
        List<String> lines = output.lines().toList();
        int way = lines.isEmpty() ? -1 : Integer.parseInt(lines.get(0).substring(WAY.length()));
        PathWay how = way <= 0 ? UNSEEN : PathWay.of(lines.subList(1, way + 1));
        return entry(output, way + 1).at(how);
    }

    private static EntryFact entry(String output, int from) {
        int start = 0;
        for (int line = 0; line < from; line++) {
            start = output.indexOf('\n', start) + 1;
        }
        String seen = output.substring(start);
        if (seen.isEmpty()) {
            return EntryFact.ABSENT;
        }
        int end = seen.indexOf('\n');
        String[] words = seen.substring(0, end).split(" ", 5);
        String rest = seen.substring(end + 1);
        Optional<String> said = Optional.of(rest)
                .filter(text -> text.startsWith(SHA256))
                .map(text -> text.substring(SHA256.length(), text.indexOf('\n')));
        Optional<String> sha256 = said.filter(DIGEST.asMatchPredicate());
        Optional<String> content = Optional.of(said.isPresent() ? rest.substring(rest.indexOf('\n') + 1) : rest)
                .filter(text -> said.isEmpty() || sha256.isPresent())
                .filter(text -> text.startsWith(CONTENT))
                .map(text -> text.substring(CONTENT.length()));
        return new EntryFact(
                kind(words[4]),
                Integer.parseInt(words[0], 8),
                words[1],
                words[2],
                Integer.parseInt(words[3]),
                PathWay.OF_ROOT,
                content,
                sha256.or(() -> content.map(Fingerprint::of)));
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
