package io.jbarman.engine;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.json.JsonException;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.reach.Reach;
import io.jbarman.topology.BarmanHost;
import io.jbarman.transport.Account;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The last-applied record as a file below the barmanhost's home, written only where it differs. */
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

    /** The record; empty if there is none, or none that can be read, which is the same to those who ask. */
    public Optional<LastApplied> read() {
        try {
            return content().map(LastApplied::parse);
        } catch (IOException | JsonException | IllegalArgumentException e) {
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
        String text = record.text(topology);
        try {
            if (content().filter(text::equals).isPresent()) {
                return;
            }
        } catch (IOException e) {
            throw new StepFailure(unreadable(e), e);
        }
        executor.execute(new Step.MakeDirectory(
                barman.host(), barman.user(), directory(), 0750, Optional.empty(), "make " + directory()));
        executor.execute(new Step.WriteFile(
                barman.host(),
                barman.user(),
                path(),
                SecretText.plain(text),
                0640,
                Optional.empty(),
                "write the last-applied record"));
    }

    /** Forgets everything. @throws StepFailure if the file cannot be removed */
    public void remove() throws StepFailure {
        executor.execute(new Step.RemoveFile(barman.host(), barman.user(), path(), "remove the last-applied record"));
    }

    private Optional<String> content() throws IOException {
        return reach.transport(barman.host())
                .read(path(), Account.named(barman.user()))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private String directory() {
        return barman.home() + "/.jbarman";
    }

    private String path() {
        return directory() + "/applied-" + topology.replaceAll("[^A-Za-z0-9._-]", "_") + ".json";
    }

    private Diagnostic unreadable(IOException e) {
        return Diagnostic.error(
                "record-unreadable",
                "the last-applied record " + path() + " on " + barman.host() + " cannot be read: " + e.getMessage(),
                "let " + barman.user() + " read it, or remove it");
    }
}
