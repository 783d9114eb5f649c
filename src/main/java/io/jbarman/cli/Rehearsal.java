package io.jbarman.cli;

import io.jbarman.quickstart.Directories;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What the launcher runs once after a build so that the JVM can write its class-data archive: the help of every command,
 * a small topology that is validated, explained, drawn and planned for a host that is not there, one in Groovy, receiving
 * a few bytes from a server made for it, and all classes of our own. Changes nothing and prints nothing.
 */
public final class Rehearsal {
    private Rehearsal() {}

    /** Uses the jar that this class came from. */
    public static void main(String[] args) throws Exception {
        LogLevel.decide(args);
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        run(nowhere, "--version");
        run(nowhere, "--help");
        for (String verb : Verbs.ALL) {
            run(nowhere, verb, "--help");
        }
        Path directory = Files.createTempDirectory("jbarman-rehearsal");
        try {
            RehearsalTopology topology = RehearsalTopology.in(directory);
            run(nowhere, "validate", topology.sound());
            run(nowhere, "validate", topology.broken());
            run(nowhere, "validate", topology.script());
            run(nowhere, "explain", topology.sound());
            run(nowhere, "graph", topology.sound());
            run(nowhere, "doc", "postgres");
            run(nowhere, "plan", "--format=json", topology.sound());
            run(nowhere, "plan", topology.sound());
            receive(nowhere, directory);
        } finally {
            Directories.delete(directory);
        }
        loadOwnClasses(Path.of(Rehearsal.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()));
    }

    private static void run(PrintWriter out, String... args) {
        Main.commandLine(out, out, args).execute(args);
    }

    /** Receiving starts at once only if logging in and all that comes before the first byte is archived as well. */
    private static void receive(PrintWriter out, Path directory) throws IOException {
        try (RehearsalServer server = new RehearsalServer()) {
            String target = "host=127.0.0.1 user=rehearsal password=rehearsal port=" + server.port();
            for (int scene = 0; scene < 2; scene++) {
                run(
                        out,
                        PgReceivewal.NAME,
                        "--dbname=" + target,
                        "--directory=" + directory,
                        "--slot=rehearsal",
                        "--no-loop",
                        "--endpos=0/1000010");
            }
        }
    }

    private static void loadOwnClasses(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream().map(JarEntry::getName).filter(Rehearsal::isOurs).forEach(Rehearsal::load);
        }
    }

    private static boolean isOurs(String entry) {
        return entry.startsWith("io/jbarman/") && entry.endsWith(".class") && !entry.endsWith("-info.class");
    }

    private static void load(String entry) {
        try {
            Class.forName(
                    entry.substring(0, entry.length() - ".class".length()).replace('/', '.'),
                    false,
                    Rehearsal.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError notArchived) {
            // a class that cannot be loaded is only not in the archive
            return;
        }
    }
}
