package io.jbarman.quickstart;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/** Leaves a site up until the process is interrupted, and says how to look around. */
final class Keeping {
    private final LocalSite site;
    private final PrintWriter out;

    Keeping(LocalSite site, PrintWriter out) {
        this.site = site;
        this.out = out;
    }

    /** Returns only when the thread is interrupted; Ctrl-C ends the process, whose shutdown takes the site down. */
    void untilInterrupted() {
        say();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void say() {
        SiteLayout layout = site.layout();
        out.println();
        out.println("Everything stays up. In another terminal:");
        out.println();
        out.println("  cd " + layout.directory());
        out.println("  jbarman plan topology.yml                      # edit topology.yml, plan again");
        out.println("  jbarman --config barman.conf status pg");
        out.println("  jbarman --config barman.conf check pg");
        out.println("  PGPASSFILE=" + layout.passfile() + " psql -h 127.0.0.1 -p "
                + site.postgres().port() + " -U barman postgres");
        out.println("  ssh -p " + site.ssh().port() + " -i ssh/id_rsa -o UserKnownHostsFile=ssh/known_hosts "
                + site.ssh().user() + "@127.0.0.1 id");
        out.println("  ls -R barman/pg                                # the archive");
        out.println("  less pg/log/postgresql.log                     # what PostgreSQL says");
        out.println();
        out.println("Ctrl-C here takes everything down and removes " + layout.directory() + ".");
        out.flush();
    }
}
