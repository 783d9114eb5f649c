package io.jbarman.resource.activation;

import java.util.Optional;

/**
 * What a reload is decided by.
 *
 * @param restarts whether the same plan restarts the server, which reads everything
 * @param hba why the rules have to be read, if they have to
 */
public record ReloadState(Divergences divergences, boolean restarts, Optional<String> hba) {}
