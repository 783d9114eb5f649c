package io.jbarman.catalog;

import io.jbarman.config.ServerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The base backups that Barman keeps beside the WAL: {@code base/ID/backup.info}, since Barman 3.13.2
 * {@code meta/ID-backup.info}, which counts where both are there. Read only.
 */
public record BackupCatalogue(Path base, Path meta) {
    private static final String INFO = "backup.info";
    private static final String META = "-" + INFO;

    /** That of a server. */
    public static BackupCatalogue of(ServerConfig server) {
        return new BackupCatalogue(
                server.basebackupsDirectory(), server.backupDirectory().resolve("meta"));
    }

    /**
     * Every backup, oldest first.
     *
     * @param here the zone of times that say none
     */
    public List<BaseBackup> backups(ZoneId here) throws IOException {
        Map<String, BaseBackup> byId = new TreeMap<>();
        for (Path directory : entries(base)) {
            if (Files.isRegularFile(directory.resolve(INFO))) {
                read(name(directory), directory.resolve(INFO), here, byId);
            }
        }
        for (Path file : entries(meta)) {
            if (name(file).endsWith(META)) {
                read(name(file).substring(0, name(file).length() - META.length()), file, here, byId);
            }
        }
        return List.copyOf(byId.values());
    }

    private static void read(String id, Path file, ZoneId here, Map<String, BaseBackup> byId) throws IOException {
        try {
            // Names in it may be of any encoding, and what is looked at here is ASCII.
            byId.put(id, BackupInfo.parse(id, Files.readString(file, StandardCharsets.ISO_8859_1), here));
        } catch (NoSuchFileException gone) {
            return;
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
