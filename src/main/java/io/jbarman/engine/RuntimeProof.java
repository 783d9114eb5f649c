package io.jbarman.engine;

import io.jbarman.engine.ProofItem.Status;
import io.jbarman.reach.Reach;
import io.jbarman.time.Sleeper;
import io.jbarman.topology.BarmanHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Verifies from where it counts: the barmanhost, its user, its password file, its network, through the runtime's own
 * commands. What was just set up is given a moment; what has been standing is looked at once, and only read.
 */
public final class RuntimeProof {
    private static final Duration MOMENT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final String SEGMENT_SECONDS = "60";

    private final Reach reach;
    private final Sleeper sleeper;
    private final Function<BarmanHost, Optional<String>> launchers;

    /** @param launchers by which jbarman is run on a barmanhost */
    public RuntimeProof(Reach reach, Sleeper sleeper, Function<BarmanHost, Optional<String>> launchers) {
        this.reach = reach;
        this.sleeper = sleeper;
        this.launchers = launchers;
    }

    /**
     * What can be seen of servers of a barmanhost.
     *
     * @param full whether the moment of a change is to be allowed for, and a WAL segment to be switched and awaited;
     *     where nothing is in the archive yet, as after an apply that was killed before its proof, it is in any case
     */
    public List<ProofItem> of(BarmanHost barman, Collection<String> servers, boolean full) {
        Optional<String> launcher = launchers.apply(barman);
        List<ProofItem> proof = new ArrayList<>();
        for (String server : servers) {
            proof.addAll(launcher.map(path -> of(new RuntimeCommand(reach, barman, path), server, full))
                    .orElseGet(() -> List.of(noLauncher(barman, server))));
        }
        return proof;
    }

    private List<ProofItem> of(RuntimeCommand command, String server, boolean full) {
        try {
            return full ? proved(command, server) : seen(command, server);
        } catch (StepFailure e) {
            return List.of(
                    new ProofItem(server, "check", Status.FAILED, e.problem().summary()));
        }
    }

    private List<ProofItem> seen(RuntimeCommand command, String server) throws StepFailure {
        List<ProofItem> items = check(command, server);
        return items.stream().anyMatch(RuntimeProof::archiveIsEmpty) ? proved(command, server) : items;
    }

    private List<ProofItem> proved(RuntimeCommand command, String server) throws StepFailure {
        if (standing(command, server).stream().anyMatch(ProofItem::failed)) {
            return check(command, server);
        }
        ProofItem switched = CheckOutput.switched(
                server,
                command.run("switch-wal", "--force", "--archive", "--archive-timeout", SEGMENT_SECONDS, server));
        List<ProofItem> proof = new ArrayList<>(check(command, server));
        proof.add(switched);
        return proof;
    }

    private static List<ProofItem> check(RuntimeCommand command, String server) throws StepFailure {
        return CheckOutput.check(server, command.run("check", server));
    }

    /** The check once the receiver had its moment to connect; an archive is empty until the first segment is there. */
    private List<ProofItem> standing(RuntimeCommand command, String server) throws StepFailure {
        List<ProofItem> last = new ArrayList<>();
        new Polling(sleeper, POLL).until(MOMENT, () -> {
            last.clear();
            check(command, server).stream()
                    .filter(item -> !archiveIsEmpty(item))
                    .forEach(last::add);
            return last.stream().noneMatch(ProofItem::failed);
        });
        return last;
    }

    private static boolean archiveIsEmpty(ProofItem item) {
        return item.name().equals("wal_archive") && item.failed();
    }

    private static ProofItem noLauncher(BarmanHost barman, String server) {
        return new ProofItem(
                server,
                "check",
                Status.FAILED,
                "the launcher on " + barman.host() + " is not known: set barman." + barman.name()
                        + ".runtime.launcher in the topology");
    }
}
