package io.jbarman.cli;

import io.jbarman.config.BarmanConfig;
import io.jbarman.config.BarmanConfigReader;
import io.jbarman.draft.BarmanDraft;
import io.jbarman.draft.Draft;
import io.jbarman.topology.BarmanHost.Supervise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Barman's configuration on this machine describes. */
record ConfigImport(Path mainFile, SshOptions hosts, Optional<String> address) {
    private static final Pattern OURS = Pattern.compile("; Written by jbarman from the topology (\\S+)[.] .*");

    /**
     * Reads it.
     *
     * @throws io.jbarman.diagnostics.ProblemException with every problem that leaves nothing to import
     */
    Draft draft() {
        BarmanConfig config = BarmanConfigReader.read(mainFile);
        Optional<String> ours = topology(config);
        return BarmanDraft.of(config, hosts.site(ours, address), ours.isPresent() ? Supervise.AUTO : Supervise.NONE);
    }

    /** The one whose apply wrote a file of it. */
    private static Optional<String> topology(BarmanConfig config) {
        return config.files().keySet().stream()
                .flatMap(ConfigImport::firstLine)
                .map(OURS::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .findFirst();
    }

    /** Of a file that may not be there. */
    private static Stream<String> firstLine(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file).stream().limit(1) : Stream.of();
        } catch (IOException e) {
            return Stream.of();
        }
    }
}
