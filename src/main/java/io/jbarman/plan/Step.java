package io.jbarman.plan;

import java.util.List;
import java.util.Optional;

/**
 * One thing to be done, as data; the executor adds nothing to it. Text that contains secrets is a {@link SecretText},
 * which names them; their values enter at execution.
 */
public sealed interface Step {
    /** What is done, in the words of plan, log and error: {@code create slot "barman" on pg}. */
    String describe();

    /**
     * Runs SQL on a server's control session in one database, statement by statement, each outside a transaction.
     *
     * @param server a server of the topology
     * @param database empty: the control session's own
     */
    record RunSql(String server, Optional<String> database, List<SecretText> statements, String describe)
            implements Step {}

    /**
     * Sets a role's password to a verifier computed on the control node, keeping it out of the server's log.
     *
     * @param secret name of the secret
     */
    record SetPassword(String server, String role, String secret, String describe) implements Step {}

    /**
     * Writes a file whole.
     *
     * @param host a host of the topology
     * @param account as which it is written
     * @param mode permission bits from the first byte on
     * @param owner {@code user:group}; empty leaves it with the writing account
     */
    record WriteFile(
            String host,
            String account,
            String path,
            SecretText content,
            int mode,
            Optional<String> owner,
            String describe)
            implements Step {}

    /** Makes a directory, its missing parents too, or mends the mode and owner of one that is there. */
    record MakeDirectory(String host, String account, String path, int mode, Optional<String> owner, String describe)
            implements Step {}

    /** Removes a file. */
    record RemoveFile(String host, String account, String path, String describe) implements Step {}

    /** Runs a program on a host; a status other than 0 fails the step. */
    record RunCommand(String host, String account, List<String> arguments, String describe) implements Step {}

    /** Makes the server read its configuration again, and waits until it has. */
    record ReloadServer(String server, String describe) implements Step {}

    /** Restarts the server after a checkpoint, waits for it, and puts the saved settings back if it does not return. */
    record RestartServer(String server, Postmaster postmaster, String describe) implements Step {}

    /** Waits until a query on the control session yields {@code t}; fails the step at the deadline, in seconds. */
    record AwaitSql(String server, String sql, int seconds, String describe) implements Step {}
}
