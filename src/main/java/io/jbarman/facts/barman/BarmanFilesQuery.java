package io.jbarman.facts.barman;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The texts of a Barman configuration by path, in the order in which Barman reads them, then those that hold the names of models in
 * force; what the account may not read is not among them. Connection strings in them may hold passwords.
 *
 * @param directory whose files the main one includes
 * @param backups directories of servers' backups, besides those in the home
 */
public record BarmanFilesQuery(
        String host, Account account, String main, String directory, String home, List<String> backups)
        implements FactQuery.OfHost<Map<String, String>> {
    private static final String MODEL = "/.active-model.auto";

    private static final String SCRIPT = """
            for f in %s %s/*.conf %s/.barman.auto.conf %s; do
              if [ -f "$f" ] && [ -r "$f" ]; then echo "$(base64 < "$f" | tr -d '\\n') $f"; fi
            done
            """;

    public BarmanFilesQuery {
        backups = List.copyOf(backups);
    }

    @Override
    public String name() {
        return "Barman's configuration on " + host;
    }

    @Override
    public boolean isConfidential() {
        return true;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.quote(main), ShellQuote.quote(directory), ShellQuote.quote(home), models());
    }

    private String models() {
        return backups.stream()
                .map(path -> ShellQuote.quote(path + MODEL))
                .collect(Collectors.joining(" ", ShellQuote.quote(home) + "/*" + MODEL + " ", ""));
    }

    @Override
    public Map<String, String> parse(int status, String output) {
        Map<String, String> files = new LinkedHashMap<>();
        output.lines().forEach(line -> {
            int blank = line.indexOf(' ');
            byte[] text = Base64.getDecoder().decode(line.substring(0, blank));
            files.put(line.substring(blank + 1), new String(text, StandardCharsets.UTF_8));
        });
        return files;
    }
}
