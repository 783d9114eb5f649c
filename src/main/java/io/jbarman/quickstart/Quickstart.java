package io.jbarman.quickstart;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The main job on one machine with nothing installed: brings servers up, shows jbarman at work on them, takes them down
 * again. Writes nothing outside of its temporary directory and the build cache.
 */
public final class Quickstart {
    private final Options options;
    private final PrintWriter out;

    /**
     * What is wanted.
     *
     * @param launcher the command that runs jbarman
     * @param checkout whose Maven wrapper fetches PostgreSQL's programs where they are missing
     * @param temporary where the directory of the run is made
     * @param keep whether to leave everything up until the process is interrupted
     * @param major PostgreSQL's major version
     */
    public record Options(Path launcher, Path checkout, Path temporary, boolean keep, int major) {
        /** With the launcher of a checkout, which lies at its top. */
        public static Options of(Path launcher, Path temporary, boolean keep, int major) {
            Path checkout =
                    Optional.ofNullable(launcher.toAbsolutePath().getParent()).orElse(Path.of("/"));
            return new Options(launcher, checkout, temporary, keep, major);
        }
    }

    public Quickstart(Options options, PrintWriter out) {
        this.options = options;
        this.out = out;
    }

    /** Runs it to its end; throws at the first thing that is not as it should be, after taking everything down. */
    public void run() throws IOException {
        long begun = System.nanoTime();
        SiteLayout layout = new SiteLayout(newDirectory());
        Teardown teardown = new Teardown(layout, options.launcher(), out);
        Thread onInterrupt = new Thread(teardown::quietly, "quickstart-teardown");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            show(layout, teardown);
            teardown.narrated();
            out.println();
            out.println("Done in " + (System.nanoTime() - begun) / 1_000_000_000L + " s. Next: README.md,"
                    + " or 'jbarman quickstart --keep' to look around.");
        } finally {
            teardown.quietly();
            removeHook(onInterrupt);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // then the hook is what takes everything down
            return;
        }
    }

    private void show(SiteLayout layout, Teardown teardown) throws IOException {
        out.println("A PostgreSQL " + options.major() + " server as its packager left it and an SSH server before it,"
                + " both in " + layout.directory());
        out.flush();
        LocalSite site = LocalSite.start(layout, EmbeddedBinaries.of(options.checkout()), options.major());
        teardown.takes(site);
        out.println("  " + site.postgres().account().name() + " runs PostgreSQL on 127.0.0.1 port "
                + site.postgres().port() + "; SSH is on port " + site.ssh().port());
        try {
            guidedRun(site).run();
        } catch (IOException | RuntimeException failed) {
            Optional.of(site).filter(up -> options.keep()).ifPresent(up -> stayAfter(up, failed));
            throw failed;
        }
        if (options.keep()) {
            new Keeping(site, out).untilInterrupted();
        }
    }

    private GuidedRun guidedRun(LocalSite site) {
        return new GuidedRun(
                site,
                new JbarmanCommand(options.launcher(), site.layout().directory(), out),
                new Superuser(site.postgres(), out),
                new Narrator(out, GuidedRun.SCENES));
    }

    private void stayAfter(LocalSite site, Exception failed) {
        out.println();
        out.println("error: " + failed.getMessage());
        new Keeping(site, out).untilInterrupted();
    }

    /** A short name: the path of a Unix socket has room for 107 bytes. */
    private Path newDirectory() throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            String name =
                    "jbarman-" + Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36 * 36), 36);
            Path directory = options.temporary().resolve(name);
            if (!Files.exists(directory)) {
                return Files.createDirectory(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            }
        }
        throw new ProblemException(Diagnostic.error(
                "quickstart",
                "no directory can be made in " + options.temporary(),
                "remove the jbarman-* directories that are left there"));
    }
}
