package io.jbarman.quickstart;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Takes a site down, once, whoever asks first: the guided run at its end, or the shutdown of this process. */
final class Teardown {
    private final SiteLayout layout;
    private final Path launcher;
    private final PrintWriter out;
    private @Nullable LocalSite site;
    private boolean done;

    Teardown(SiteLayout layout, Path launcher, PrintWriter out) {
        this.layout = layout;
        this.launcher = launcher;
        this.out = out;
    }

    /** From now on it has servers to stop. */
    synchronized void takes(LocalSite running) {
        site = running;
    }

    /** Stops everything in sight of the reader and proves that nothing is left. */
    synchronized void narrated() throws IOException {
        out.println();
        out.println("Everything is taken down again.");
        JbarmanCommand.Said stopped = new JbarmanCommand(launcher, layout.directory(), out)
                .show("--config", "barman.conf", "runtime", "stop");
        Expect.status(stopped, 0);
        stopServers();
        int processes = new Leftovers(layout.directory()).processes().size();
        Expect.that(processes == 0, processes + " processes of " + layout.directory() + " still run");
        Directories.delete(layout.directory());
        done = true;
        Expect.that(!Files.exists(layout.directory(), LinkOption.NOFOLLOW_LINKS), layout.directory() + " is left");
        out.println("  checked: no process left, and " + layout.directory() + " is gone");
        out.flush();
    }

    /** Stops everything, after a failure or an interrupt, without a word unless something stays. */
    synchronized void quietly() {
        if (done) {
            return;
        }
        done = true;
        try {
            stopServers();
            new Leftovers(layout.directory()).end();
            Directories.delete(layout.directory());
        } catch (IOException | RuntimeException stays) {
            out.println("left behind: " + layout.directory() + " (" + stays.getMessage() + ")");
            out.flush();
        }
    }

    private void stopServers() throws IOException {
        LocalSite running = site;
        if (running != null) {
            running.close();
        }
    }
}
