package io.jbarman.facts.host;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a program's work is done, asked as the account that would run it.
 *
 * @param unless a program that only looks, as its author promises; ended after a minute
 */
public record CommandQuery(
        String host,
        Account account,
        Optional<String> creates,
        Optional<String> removes,
        List<String> unless,
        Optional<String> directory)
        implements FactQuery.OfHost<CommandFact> {
    private static final int SECONDS = 60;
    private static final String UNLESS = "unless ";

    public CommandQuery {
        unless = List.copyOf(unless);
    }

    @Override
    public String name() {
        return "what tells whether a command of " + host + " is done";
    }

    @Override
    public Duration patience() {
        return unless.isEmpty() ? Duration.ZERO : Duration.ofSeconds(SECONDS);
    }

    @Override
    public String script() {
        StringBuilder script = new StringBuilder();
        creates.ifPresent(path -> script.append("p=")
                .append(ShellQuote.quote(path))
                .append("; if [ -e \"$p\" ] || [ -L \"$p\" ]; then echo created; fi\n"));
        removes.ifPresent(path -> script.append("p=")
                .append(ShellQuote.quote(path))
                .append("; if [ -e \"$p\" ] || [ -L \"$p\" ]; then :; else echo removed; fi\n"));
        if (!unless.isEmpty()) {
            String in = directory
                    .map(path -> "cd " + ShellQuote.quote(path) + " && ")
                    .orElse("");
            String words = unless.stream().map(ShellQuote::quote).collect(Collectors.joining(" "));
            script.append("( ")
                    .append(in)
                    .append("exec timeout ")
                    .append(SECONDS)
                    .append(' ')
                    .append(words)
                    .append(" ) >/dev/null 2>&1; echo \"unless $?\"\n");
        }
        return script.append("exit 0").toString();
    }

    @Override
    public CommandFact parse(int status, String output) {
        Set<String> lines = output.lines().collect(Collectors.toSet());
        OptionalInt looked = lines.stream()
                .filter(line -> line.startsWith(UNLESS))
                .mapToInt(line -> Integer.parseInt(line.substring(UNLESS.length())))
                .findFirst();
        return new CommandFact(lines.contains("created"), lines.contains("removed"), looked);
    }
}
