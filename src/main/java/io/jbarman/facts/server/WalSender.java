package io.jbarman.facts.server;

import java.util.Optional;

/**
 * A process that sends WAL or a base backup; what the asking role may not see is empty.
 *
 * @param state {@code streaming}, {@code catchup}, {@code backup} ...
 */
public record WalSender(Optional<String> applicationName, Optional<String> state) {}
