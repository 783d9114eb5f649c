package io.jbarman.facts.trust;

import java.util.List;
import java.util.Optional;

/**
 * What SELinux would keep ssh from.
 *
 * @param directory the account's {@code .ssh}; empty where SELinux is not on
 * @param there whether it exists
 * @param mislabelled it and files of it that sshd may not read
 * @param archiversSsh whether the server's own processes may call ssh; empty where the policy has no say over that
 */
public record SelinuxFact(
        Optional<String> directory, boolean there, List<String> mislabelled, Optional<Boolean> archiversSsh) {
    /** Where it is not on. */
    public static final SelinuxFact OFF = new SelinuxFact(Optional.empty(), false, List.of(), Optional.empty());

    public SelinuxFact {
        mislabelled = List.copyOf(mislabelled);
    }
}
