package io.jbarman.engine;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.plan.SecretText;
import io.jbarman.secret.Secret;
import io.jbarman.secret.Secrets;

/** Fills the holes of a text with the secrets of this run: the last moment before it leaves the process. */
record Reveal(Secrets secrets) {
    String text(SecretText text) throws StepFailure {
        StringBuilder filled = new StringBuilder();
        for (SecretText.Part part : text.parts()) {
            filled.append(part instanceof SecretText.Hole hole ? value(hole) : part.display());
        }
        return filled.toString();
    }

    Secret secret(String name) throws StepFailure {
        return secrets.find(name).orElseThrow(() -> new StepFailure(unknown(name)));
    }

    private String value(SecretText.Hole hole) throws StepFailure {
        String value = secret(hole.secret()).reveal();
        return hole.escaping() == SecretText.Escaping.PGPASS
                ? value.replace("\\", "\\\\").replace(":", "\\:")
                : value;
    }

    private static Diagnostic unknown(String name) {
        return Diagnostic.error(
                "secret-unknown",
                "the secret " + name + " was not resolved in this run",
                "name it under secrets: in the topology");
    }
}
