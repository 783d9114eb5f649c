package io.jbarman.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What the launcher runs once after a build so that the JVM can write its class-data archive: the help of every command
 * and all classes of our own. Changes nothing and prints nothing.
 */
public final class Rehearsal {
    private Rehearsal() {}

    /** Uses the jar that this class came from. */
    public static void main(String[] args) throws Exception {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        run(nowhere, "--version");
        run(nowhere, "--help");
        for (String verb : Verbs.ALL) {
            run(nowhere, verb, "--help");
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
