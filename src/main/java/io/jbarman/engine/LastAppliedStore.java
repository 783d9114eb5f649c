package io.jbarman.engine;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.json.JsonException;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.reach.Reach;
import io.jbarman.topology.BarmanHost;
import io.jbarman.transport.Account;
import io.jbarman.transport.TransportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The last-applied record as a file below the barmanhost's home, written only where it differs; while an apply goes on,
 * and after one that was killed, a file in the home itself is the newer one.
 */
public final class LastAppliedStore {
    private final Reach reach;
    private final StepExecutor executor;
    private final BarmanHost barman;
    private final String topology;

    public LastAppliedStore(Reach reach, StepExecutor executor, BarmanHost barman, String topology) {
        this.reach = reach;
        this.executor = executor;
        this.barman = barman;
        this.topology = topology;
    }

    /**
     * The record; empty if there is none.
     *
     * @throws StepFailure if whether there is one cannot be seen, or it is none that this jbarman can read: it is not to be
     *     written over then, since nothing else knows what was there before the first apply
     */
    public Optional<LastApplied> read() throws StepFailure {
        Optional<String> begun = text(journal());
        Optional<String> text = begun.isPresent() ? begun : text(path());
        return text.isPresent() ? Optional.of(parsed(text.get())) : Optional.empty();
    }

    /** The record, for those to whom one that cannot be read is as good as none. */
    public Optional<LastApplied> find() {
        try {
            return read();
        } catch (StepFailure e) {
            return Optional.empty();
        }
    }

    /**
     * Writes the record unless it is there already.
     *
     * @throws StepFailure if it cannot be written: the apply stands, only drift will be told from an unapplied document
     *     by nobody
     */
    public void write(LastApplied record) throws StepFailure {
        Optional<String> begun = text(journal());
        Optional<String> there = text(path());
        String text = record.text(topology);
        if (there.filter(text::equals).isEmpty()) {
            executor.execute(new Step.MakeDirectory(
                    barman.host(), barman.user(), directory(), 0750, Optional.empty(), "make " + directory()));
            write(path(), text);
        }
        if (begun.isPresent()) {
            remove(journal());
        }
    }

    /**
     * Makes the record another one while an apply goes on: beside it, in a file that needs no directory but the home.
     *
     * @throws StepFailure if it cannot be written, or what is there cannot be read: it is left alone then
     */
    void update(UnaryOperator<LastApplied> change) throws StepFailure {
        Optional<String> begun = text(journal());
        Optional<String> there = begun.isPresent() ? begun : text(path());
        if (there.isEmpty()) {
            executor.execute(new Step.RunCommand(
                    barman.host(),
                    barman.user(),
                    List.of("mkdir", "-p", "--", barman.home()),
                    "make " + barman.home() + " on " + barman.host()));
        }
        String text = change.apply(there.isPresent() ? parsed(there.get()) : LastApplied.NOTHING)
                .text(topology);
        if (there.filter(text::equals).isEmpty()) {
            write(journal(), text);
        }
    }

    private void write(String path, String text) throws StepFailure {
        executor.execute(new Step.WriteFile(
                barman.host(),
                barman.user(),
                path,
                SecretText.plain(text),
                0640,
                Optional.empty(),
                "write the last-applied record"));
    }

    /** Forgets everything. @throws StepFailure if the file cannot be removed */
    public void remove() throws StepFailure {
        remove(path());
        if (text(journal()).isPresent()) {
            remove(journal());
        }
    }

    private void remove(String path) throws StepFailure {
        executor.execute(new Step.RemoveFile(barman.host(), barman.user(), path, "remove the last-applied record"));
    }

    private Optional<String> text(String path) throws StepFailure {
        try {
            return reach.transport(barman.host())
                    .read(path, Account.named(barman.user()))
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        } catch (TransportException e) {
            throw new StepFailure(e.problem(), e);
        } catch (IOException e) {
            throw new StepFailure(unreadable(e), e);
        }
    }

    private LastApplied parsed(String text) throws StepFailure {
        try {
            return LastApplied.parse(text);
        } catch (JsonException | IllegalArgumentException e) {
            throw new StepFailure(damaged(e), e);
        }
    }

    private String directory() {
        return barman.home() + "/.jbarman";
    }

    private String path() {
        return directory() + "/applied-" + name() + ".json";
    }

    /** There while an apply goes on, and after one that was killed. */
    private String journal() {
        return barman.home() + "/.jbarman-applying-" + name() + ".json";
    }

    private String name() {
        return topology.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private Diagnostic damaged(RuntimeException e) {
        return Diagnostic.error(
                "record-damaged",
                "the last-applied record " + path() + " on " + barman.host() + " cannot be understood: "
                        + e.getMessage(),
                "bring it back from a backup, or use the jbarman that wrote it; or move it away: what was there before the"
                        + " first apply is then known to nobody");
    }

    private Diagnostic unreadable(IOException e) {
        return Diagnostic.error(
                "record-unreadable",
                "the last-applied record " + path() + " on " + barman.host() + " cannot be read: " + e.getMessage(),
                "let " + barman.user() + " read it, or remove it");
    }
}
