package io.jbarman.resource.activation;

/** A setting that runs with another value than the files give it, or will once a plan has been carried out. */
public record Divergence(String name, String running, String future, boolean needsRestart) {
    @Override
    public String toString() {
        return name + " " + running + " -> " + future;
    }
}
