package io.jbarman.archive;

import io.jbarman.archive.Prepared.Known;
import io.jbarman.archive.Prepared.Ready;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Objects seen, then their lines in the catalogue, for many files at once; in their order. Confined to one thread. */
final class Commit {
    private final Archive archive;
    private final WalCodecs codecs;
    private final Map<Submission, Prepared> outcomes = new LinkedHashMap<>();

    Commit(Archive archive, WalCodecs codecs, List<Submission> batch) throws IOException {
        this.archive = archive;
        this.codecs = codecs;
        for (Submission submission : batch) {
            outcomes.put(submission, submission.await());
        }
    }

    /** Both durable on return; not before, a file may be removed from where it was received. */
    void run() throws IOException {
        publish();
        archive.store().confirm(known());
        List<ArchivedWal> lines = new ArrayList<>();
        for (Prepared outcome : outcomes.values()) {
            if (outcome instanceof Ready ready) {
                lines.add(ready.entry());
            } else if (outcome instanceof Known known
                    && !archive.catalogue()
                            .contains(known.object().name(), known.object().size())) {
                lines.add(archive.entry(known.object(), codecs));
            }
        }
        if (!lines.isEmpty()) {
            archive.lock().during(() -> archive.catalogue().append(lines));
        }
    }

    private List<String> known() {
        return outcomes.values().stream()
                .filter(Known.class::isInstance)
                .map(outcome -> ((Known) outcome).object().key())
                .toList();
    }

    /** What became of a file. */
    Prepared outcome(Submission submission) {
        return outcomes.getOrDefault(submission, new Prepared.Blank());
    }

    private void publish() throws IOException {
        List<StagedObject> staged = outcomes.values().stream()
                .filter(Ready.class::isInstance)
                .map(outcome -> ((Ready) outcome).staged())
                .toList();
        Set<String> stored = staged.isEmpty() ? Set.of() : archive.store().publish(staged);
        for (Map.Entry<Submission, Prepared> entry : outcomes.entrySet()) {
            if (entry.getValue() instanceof Ready ready
                    && !stored.contains(ready.staged().object().key())) {
                entry.setValue(taken(entry.getKey(), ready));
            }
        }
    }

    /** Somebody else stored one of that name meanwhile. */
    private Prepared taken(Submission submission, Ready ready) throws IOException {
        String key = ready.staged().object().key();
        StoredObject there = archive.store().find(key).orElseThrow(() -> new IOException("it is gone: " + key));
        return submission.preparation().compared(there);
    }
}
