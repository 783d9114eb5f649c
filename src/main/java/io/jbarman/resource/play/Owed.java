package io.jbarman.resource.play;

import io.jbarman.facts.host.EntryQuery;
import io.jbarman.plan.Fingerprint;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import java.util.List;
import java.util.Optional;

/**
 * A note on a host that a handler is to be run: written before what it is to be run for, taken away after it ran. So an
 * apply that ends between the two owes it to the next one.
 *
 * @param handler its name
 */
public record Owed(String topology, String host, String handler) {
    private static final String ROOT = "root";
    private static final String DIRECTORY = "/var/lib/jbarman/owed";
    private static final int SHORT = 16;

    /** Whether there is one. */
    EntryQuery query() {
        return new EntryQuery(host, path(), false);
    }

    List<Step> note() {
        String doing = "note on " + host + " that '" + handler + "' is to be run";
        return List.of(
                new Step.MakeDirectory(host, ROOT, DIRECTORY, 0755, Optional.empty(), doing),
                new Step.WriteFile(
                        host,
                        ROOT,
                        path(),
                        SecretText.plain(topology + ": " + handler + "\n"),
                        0644,
                        Optional.empty(),
                        doing));
    }

    Step done() {
        return new Step.RemoveFile(host, ROOT, path(), "note on " + host + " that '" + handler + "' has run");
    }

    private String path() {
        return DIRECTORY + "/" + Fingerprint.of(topology + "\n" + handler).substring(0, SHORT);
    }
}
