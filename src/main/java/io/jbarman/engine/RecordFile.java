package io.jbarman.engine;

import io.jbarman.compile.RecordPlace;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.json.JsonException;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.reach.Reach;
import io.jbarman.transport.Account;
import io.jbarman.transport.Command;
import io.jbarman.transport.TransportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The last-applied record in one place, written only where it differs; while an apply goes on, and after one that was
 * killed, a file beside its directory is the newer one.
 */
final class RecordFile {
    private static final String HOME = "getent passwd \"$(id -un)\" | cut -d: -f6\n";

    private final Reach reach;
    private final StepExecutor executor;
    private final RecordPlace place;
    private final String topology;
    private Optional<String> home;

    RecordFile(Reach reach, StepExecutor executor, RecordPlace place, String topology) {
        this.reach = reach;
        this.executor = executor;
        this.place = place;
        this.topology = topology;
        this.home = place.home();
    }

    /** @throws StepFailure if whether there is one cannot be seen, or it is none that this jbarman can read */
    Optional<LastApplied> read() throws StepFailure {
        Optional<String> text = newest();
        return text.isPresent() ? Optional.of(parsed(text.get())) : Optional.empty();
    }

    /** What is there, read or not. @throws StepFailure if that cannot be seen */
    Optional<String> newest() throws StepFailure {
        Optional<String> begun = text(journal());
        return begun.isPresent() ? begun : text(path());
    }

    /**
     * Whether an account that is not known left nothing: whose accounts are kept elsewhere as well may have it again tomorrow.
     *
     * @param e what it said
     * @return why that cannot be seen; empty if it is sure
     */
    Optional<StepFailure> unlessSure(StepFailure e) {
        try {
            Optional<String> elsewhere = AccountSources.elsewhere(reach.transport(place.host()));
            return elsewhere.map(source -> new StepFailure(
                    Diagnostic.error(
                            "record-unreadable",
                            "account " + place.account() + " is not known on " + place.host()
                                    + " now, and /etc/nsswitch.conf there looks for accounts by " + source
                                    + ", too, which may be away: it may have left a last-applied record",
                            "see that " + source + " answers on " + place.host() + " (getent passwd " + place.account()
                                    + "); where the account was yet to be made, the next apply looks again"),
                    e));
        } catch (IOException unreachable) {
            return Optional.of(e);
        }
    }

    void write(LastApplied record) throws StepFailure {
        Optional<String> begun = text(journal());
        String text = record.text(topology);
        if (text(path()).filter(text::equals).isEmpty()) {
            executor.execute(new Step.MakeDirectory(
                    place.host(), place.account(), directory(), 0750, Optional.empty(), "make " + directory()));
            write(path(), text);
        }
        if (begun.isPresent()) {
            remove(journal());
        }
    }

    /** What a record becomes. */
    interface Change {
        LastApplied of(Optional<LastApplied> known) throws StepFailure;
    }

    /** Makes the record another one while an apply goes on, in a file that needs no directory but the home. */
    void update(Change change) throws StepFailure {
        Optional<String> there = newest();
        if (there.isEmpty()) {
            executor.execute(new Step.RunCommand(
                    place.host(),
                    place.account(),
                    List.of("mkdir", "-p", "--", home()),
                    "make " + home() + " on " + place.host()));
        }
        String text = change.of(there.isPresent() ? Optional.of(parsed(there.get())) : Optional.empty())
                .text(topology);
        if (there.filter(text::equals).isEmpty()) {
            write(journal(), text);
        }
    }

    void remove() throws StepFailure {
        remove(path());
        if (text(journal()).isPresent()) {
            remove(journal());
        }
    }

    /** The file, for people. */
    String words() throws StepFailure {
        return path() + " on " + place.host();
    }

    private void write(String path, String text) throws StepFailure {
        executor.execute(new Step.WriteFile(
                place.host(),
                place.account(),
                path,
                SecretText.plain(text),
                0640,
                Optional.empty(),
                "write the last-applied record"));
    }

    private void remove(String path) throws StepFailure {
        executor.execute(new Step.RemoveFile(place.host(), place.account(), path, "remove the last-applied record"));
    }

    private Optional<String> text(String path) throws StepFailure {
        return onHost(
                path,
                () -> reach.transport(place.host())
                        .read(path, Account.named(place.account()))
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8)));
    }

    private String home() throws StepFailure {
        if (home.isEmpty()) {
            home = Optional.of(onHost(
                            "in the home of " + place.account(),
                            () -> reach.transport(place.host())
                                    .run(Command.script(HOME).as(Account.named(place.account())))
                                    .output()
                                    .strip()))
                    .filter(path -> path.startsWith("/"));
        }
        return home.orElseThrow(() -> new StepFailure(Diagnostic.error(
                "record-unreadable",
                "account " + place.account() + " on " + place.host()
                        + " has no home to keep the last-applied record in",
                "give it one")));
    }

    private interface HostAnswer<T> {
        T get() throws IOException;
    }

    private <T> T onHost(String what, HostAnswer<T> answer) throws StepFailure {
        try {
            return answer.get();
        } catch (TransportException e) {
            throw new StepFailure(e.problem(), e);
        } catch (IOException e) {
            throw new StepFailure(
                    Diagnostic.error(
                            "record-unreadable",
                            "the last-applied record " + what + " on " + place.host() + " cannot be read: "
                                    + e.getMessage(),
                            "let " + place.account() + " read it, or remove it"),
                    e);
        }
    }

    private LastApplied parsed(String text) throws StepFailure {
        try {
            return LastApplied.parse(text);
        } catch (JsonException | IllegalArgumentException e) {
            throw new StepFailure(
                    Diagnostic.error(
                            "record-damaged",
                            "the last-applied record " + words() + " cannot be understood: " + e.getMessage(),
                            "bring it back from a backup, or use the jbarman that wrote it; or move it away: what was there before the"
                                    + " first apply is then known to nobody"),
                    e);
        }
    }

    private String directory() throws StepFailure {
        return home() + "/.jbarman";
    }

    private String path() throws StepFailure {
        return directory() + "/applied-" + name() + ".json";
    }

    /** There while an apply goes on, and after one that was killed. */
    private String journal() throws StepFailure {
        return home() + "/.jbarman-applying-" + name() + ".json";
    }

    private String name() {
        return topology.replaceAll("[^A-Za-z0-9._-]", "_") + place.sign();
    }
}
