package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.plan.Fingerprint;
import io.jbarman.plan.Release;
import io.jbarman.plan.Release.ShippedFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** This jbarman as it can be put on another host: the launcher that started it, and the jars that it runs from. */
final class OwnRelease {
    private static final String JAR = ".jar";
    private static final Pattern SEPARATOR = Pattern.compile(File.pathSeparator, Pattern.LITERAL);

    private OwnRelease() {}

    /** The release; without files if this process was not started by a launcher, from jars. */
    static Release find() {
        String launcher = System.getProperty("jbarman.launcher", "");
        List<Path> jars = SEPARATOR
                .splitAsStream(System.getProperty("java.class.path", ""))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList();
        boolean shippable = !launcher.isEmpty()
                && jars.stream().allMatch(jar -> jar.toString().endsWith(JAR));
        return new Release(version(), shippable ? files(Path.of(launcher), jars) : List.of());
    }

    private static List<ShippedFile> files(Path launcher, List<Path> jars) {
        List<ShippedFile> files = new ArrayList<>();
        files.add(file("jbarman", launcher));
        files.add(file("jbarman.jar", jars.get(0)));
        jars.subList(1, jars.size()).forEach(jar -> files.add(file("lib/" + jar.getFileName(), jar)));
        return files;
    }

    private static ShippedFile file(String name, Path source) {
        try {
            return new ShippedFile(name, source.toString(), Fingerprint.of(Files.readAllBytes(source)));
        } catch (IOException e) {
            throw new ProblemException(
                    Diagnostic.error(
                            "release-unreadable",
                            source + " cannot be read: " + e.getMessage(),
                            "jbarman was built anew while it started: run the command again"),
                    e);
        }
    }

    private static String version() {
        String version = OwnRelease.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
