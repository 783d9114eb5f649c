package io.jbarman.engine;

import io.jbarman.plan.Plan;
import io.jbarman.plan.Postmaster;
import io.jbarman.plan.Step;
import io.jbarman.reach.Reach;
import io.jbarman.transport.Account;
import io.jbarman.transport.FileTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The files that settings are written to, as they were before this run changed anything, of every server that the plan
 * restarts: what a server that does not come back was last running with.
 */
final class SavedSettings {
    private final Reach reach;
    private final Map<String, List<Saved>> byServer = new ConcurrentHashMap<>();

    SavedSettings(Reach reach) {
        this.reach = reach;
    }

    /** A file; empty where there was none. */
    private record Saved(String host, Account account, String path, Optional<byte[]> content) {
        boolean differsFrom(Optional<byte[]> now) {
            return content.isPresent() != now.isPresent()
                    || !Arrays.equals(content.orElse(new byte[0]), now.orElse(new byte[0]));
        }
    }

    /** Saves what the plan's restarts may need; a file that cannot be read is told when its restart comes. */
    void save(Plan plan) {
        plan.changes().stream()
                .flatMap(change -> change.steps().stream())
                .filter(Step.RestartServer.class::isInstance)
                .map(Step.RestartServer.class::cast)
                .forEach(step -> save(step, included(plan, step.server()).toList()));
    }

    private static Stream<Step.SetConfigLine> included(Plan plan, String server) {
        return plan.changes().stream()
                .filter(change -> change.id().owner().equals(server))
                .flatMap(change -> change.steps().stream())
                .filter(Step.SetConfigLine.class::isInstance)
                .map(Step.SetConfigLine.class::cast);
    }

    private void save(Step.RestartServer step, List<Step.SetConfigLine> included) {
        Postmaster postmaster = step.postmaster();
        List<Saved> files = new ArrayList<>();
        try {
            files.add(read(
                    postmaster.host(),
                    Account.named(postmaster.account()),
                    postmaster.dataDirectory() + "/postgresql.auto.conf"));
            for (Step.SetConfigLine line : included) {
                if (files.stream().noneMatch(file -> file.path().equals(line.path()))) {
                    files.add(read(line.host(), Account.named(line.account()), line.path()));
                }
            }
            byServer.put(step.server(), files);
        } catch (IOException e) {
            byServer.remove(step.server());
        }
    }

    private Saved read(String host, Account account, String path) throws IOException {
        return new Saved(host, account, path, reach.transport(host).read(path, account));
    }

    /** What this run has changed is put back, and stays so: left there it would bring the server down another time. */
    WayBack wayBack(String server) {
        return new WayBack() {
            @Override
            public Optional<String> take() throws IOException {
                return putBack(server);
            }

            @Override
            public boolean undo() {
                return false;
            }
        };
    }

    private Optional<String> putBack(String server) throws IOException {
        List<String> names = new ArrayList<>();
        for (Saved file : byServer.getOrDefault(server, List.of())) {
            if (file.differsFrom(reach.transport(file.host()).read(file.path(), file.account()))) {
                putBack(file);
                names.add(file.path().substring(file.path().lastIndexOf('/') + 1));
            }
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(" and ", names) + (names.size() == 1 ? " was" : " were")
                        + " put back as before this run");
    }

    private void putBack(Saved file) throws IOException {
        if (file.content().isEmpty()) {
            reach.transport(file.host()).remove(file.path(), file.account());
            return;
        }
        reach.transport(file.host())
                .put(
                        new ByteArrayInputStream(file.content().get()),
                        new FileTarget(file.path(), ConfigLines.MODE, Optional.empty()),
                        file.account());
    }
}
