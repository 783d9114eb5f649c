package io.jbarman.compile;

import io.jbarman.plan.Release;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.Host;
import io.jbarman.topology.Topology;
import java.util.Optional;

/** By which launcher jbarman is run on a barmanhost. Pure. */
public final class Launchers {
    private Launchers() {}

    /** Whether jbarman puts itself there: on another machine than this, unless the document says where it is. */
    public static boolean isInstalled(Topology topology, BarmanHost barman) {
        Host host = topology.hosts().get(barman.host());
        return host != null
                && barman.hasRuntime()
                && host.connection() != Host.ConnectionKind.LOCAL
                && barman.runtime().launcher().isEmpty();
    }

    /** The directory that jbarman puts itself into there. */
    static String home(BarmanHost barman) {
        return barman.runtime().install().orElse(Release.HOME);
    }

    /**
     * The launcher's absolute path there; empty if it is not known.
     *
     * @param own the launcher that this process was started by
     */
    public static Optional<String> of(Topology topology, BarmanHost barman, Optional<String> own) {
        if (isInstalled(topology, barman)) {
            return Optional.of(Release.currentLauncher(home(barman)));
        }
        return barman.runtime().launcher().or(() -> own);
    }
}
