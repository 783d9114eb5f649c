package io.jbarman.resource.activation;

import java.util.Optional;

/**
 * A setting that runs with another value than the files give it, or will once a plan has been carried out.
 *
 * @param file that has the line that counts now, if any has one
 */
public record Divergence(String name, String running, String future, boolean needsRestart, Optional<String> file) {
    /** One that no file sets. */
    public Divergence(String name, String running, String future, boolean needsRestart) {
        this(name, running, future, needsRestart, Optional.empty());
    }

    @Override
    public String toString() {
        return name + " " + running + " -> " + future;
    }
}
