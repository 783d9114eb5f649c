package io.jbarman.runtime;

import io.jbarman.archive.SyncedDirectories;
import io.jbarman.catalog.XlogDb;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be seen on the barmanhost itself. */
final class ArchiveChecks {
    private ArchiveChecks() {}

    /** Only shown when it fails, as by Barman. */
    static List<CheckItem> walArchive(ServerConfig server) {
        try {
            boolean any = XlogDb.of(server).last().isPresent();
            return any ? List.of() : List.of(CheckItem.failed("WAL archive", "please make sure WAL shipping is setup"));
        } catch (IOException e) {
            return List.of(
                    CheckItem.failed("WAL archive", StorageProblem.of(server, e).summary()));
        }
    }

    /** Only shown when it fails: files where, by the configuration, nobody looks for them. */
    static List<CheckItem> unwanted(ServerConfig server) {
        List<CheckItem> items = new ArrayList<>();
        if (!server.archiver() && holdsFiles(server.incomingWalsDirectory())) {
            items.add(CheckItem.failed(
                    "empty incoming directory",
                    "'" + server.incomingWalsDirectory() + "' must be empty when archiver=off"));
        }
        if (!server.streamingArchiver() && holdsFiles(server.streamingWalsDirectory())) {
            items.add(CheckItem.failed(
                    "empty streaming directory",
                    "'" + server.streamingWalsDirectory() + "' must be empty when streaming_archiver=off"));
        }
        return items;
    }

    /** Only shown when it fails: what says whose archive this is cannot be understood. */
    static List<CheckItem> identity(ServerConfig server) {
        return new Identities(server)
                .damage().stream()
                        .map(problem -> CheckItem.failed("identity file", problem.summary() + "; " + problem.hint()))
                        .toList();
    }

    private static boolean holdsFiles(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(file -> !String.valueOf(file.getFileName()).startsWith("."));
        } catch (IOException e) {
            return false;
        }
    }

    static CheckItem directories(ServerConfig server) {
        for (Path directory : Archivers.directories(server)) {
            try {
                SyncedDirectories.create(directory);
            } catch (IOException e) {
                return CheckItem.failed("directories", "[Errno] " + directory + " cannot be made: " + e);
            }
            if (!Files.isWritable(directory)) {
                return CheckItem.failed(
                        "directories", directory + " is not writable for the account that runs jbarman");
            }
        }
        return CheckItem.ok("directories");
    }

    /** The retention policy on its own, then everything else that is wrong with the section. */
    static List<CheckItem> configuration(ServerConfig server) {
        List<Diagnostic> errors = server.problems().stream()
                .filter(problem -> problem.isError() || problem.code().equals("config-invalid-value"))
                .toList();
        List<Diagnostic> retention = errors.stream()
                .filter(problem -> problem.summary().endsWith("for retention_policy"))
                .toList();
        CheckItem policy = retention.isEmpty()
                ? CheckItem.ok("retention policy settings")
                : CheckItem.failed("retention policy settings", told(retention));
        List<Diagnostic> others =
                errors.stream().filter(problem -> !retention.contains(problem)).toList();
        return others.isEmpty() ? List.of(policy) : List.of(policy, CheckItem.failed("configuration", told(others)));
    }

    private static String told(List<Diagnostic> problems) {
        return problems.stream()
                .map(problem -> problem.origin().map(origin -> origin + ": ").orElse("") + problem.summary() + "; "
                        + problem.hint())
                .collect(Collectors.joining("; "));
    }

    static CheckItem compression(ServerConfig server) {
        try {
            WalCompressions.of(server);
            return CheckItem.ok("compression settings");
        } catch (ProblemException e) {
            return CheckItem.failed("compression settings", ServerCheck.told(e));
        }
    }

    static List<CheckItem> errors(ServerConfig server) {
        Map<String, Integer> kinds = new TreeMap<>();
        try (Stream<Path> files = Files.list(server.errorsDirectory())) {
            files.forEach(file -> kinds.merge(kind(file), 1, Integer::sum));
        } catch (IOException e) {
            return List.of();
        }
        if (kinds.isEmpty()) {
            return List.of(CheckItem.ok("archiver errors"));
        }
        String counts = kinds.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
        return List.of(CheckItem.failed("archiver errors", counts + " in " + server.errorsDirectory()));
    }

    private static String kind(Path file) {
        String name = file.toString();
        String suffix = name.substring(name.lastIndexOf('.') + 1);
        return switch (suffix) {
            case "duplicate" -> "duplicates";
            case "unknown" -> "unknown";
            case "invalid" -> "invalid";
            default -> "not relevant";
        };
    }
}
