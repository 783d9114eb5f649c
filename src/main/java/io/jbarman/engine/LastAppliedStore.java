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

    /**
     * The record; empty if there is none.
     *
     * @throws StepFailure if whether there is one cannot be seen, or it is none that this jbarman can read: it is not to be
     *     written over then, since nothing else knows what was there before the first apply
     */
    public Optional<LastApplied> read() throws StepFailure {
        try {
            return content().map(LastApplied::parse);
        } catch (TransportException e) {
            throw new StepFailure(e.problem(), e);
        } catch (IOException e) {
            throw new StepFailure(unreadable(e), e);
        } catch (JsonException | IllegalArgumentException e) {
            throw new StepFailure(damaged(e), e);
        }
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
