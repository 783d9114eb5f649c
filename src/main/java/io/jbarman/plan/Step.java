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

    /**
     * Writes a file of an account's whole, if it is still what was observed; a link leads to what is written.
     *
     * @param account as which it is written, and whose it stays
     * @param sha256 of the file as it was observed, in hexadecimal; empty where there was none, or none that could be read
     * @param content without a character the file goes; what a link leads to stays, and is empty
     * @param mode permission bits from the first byte on
     */
    record RewriteFile(
            String host,
            String account,
            String path,
            Optional<String> sha256,
            SecretText content,
            int mode,
            String describe)
            implements Step {}

    /** Makes a directory, its missing parents too, or mends the mode and owner of one that is there. */
    record MakeDirectory(String host, String account, String path, int mode, Optional<String> owner, String describe)
            implements Step {}

    /** Removes a file. */
    record RemoveFile(String host, String account, String path, String describe) implements Step {}

    /** Runs a program on a host; a status other than 0 fails the step. */
    record RunCommand(String host, String account, List<String> arguments, String describe) implements Step {}

    /** Gives an account another crontab, read from standard input: arguments are for everybody to see. */
    record SetCrontab(String host, String account, SecretText content, String describe) implements Step {}

    /**
     * Runs a program of the document's, which may take an hour; a status other than 0 fails the step.
     *
     * @param account empty for the one that logs in
     */
    record RunProgram(String host, Optional<String> account, List<String> arguments, String describe) implements Step {
        public RunProgram {
            arguments = List.copyOf(arguments);
        }
    }

    /** Takes a base backup, which may last for hours; a status other than 0 fails the step. */
    record TakeBaseBackup(String host, String account, List<String> arguments, String describe) implements Step {}

    /** Runs a package manager as root, which may take half an hour; a status other than 0 fails the step. */
    record InstallPackages(String host, List<String> arguments, String describe) implements Step {
        public InstallPackages {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * Puts a release of jbarman into a directory of its own, checks it there, and only then makes {@code current} point
     * at it. What runs from an older one goes on.
     */
    record InstallRelease(String host, Release release, String describe) implements Step {}

    /** Makes the server read its configuration again, and waits until it has. */
    record ReloadServer(String server, String describe) implements Step {}

    /**
     * Restarts the server after a checkpoint, waits for it, and if it does not return puts back what this run has written
     * and, where that is not to blame, the values that the settings ran with.
     *
     * @param settings those that take effect by it
     */
    record RestartServer(String server, Postmaster postmaster, List<SettingPlace> settings, String describe)
            implements Step {
        public RestartServer {
            settings = List.copyOf(settings);
        }
    }

    /**
     * Where a setting's value goes so that it counts.
     *
     * @param path of a configuration file that ALTER SYSTEM or jbarman writes
     */
    record SettingPlace(String name, String path) {}

    /**
     * Inserts lines into a client authentication file and touches no other byte, owner or mode of it; then has the
     * server parse it ({@code pg_hba_file_rules}) and puts the old file back if a line of it is an error.
     *
     * @param host where the file is
     * @param account as which it is read and written: the server's
     * @param sha256 of the file as it was observed, in hexadecimal; another content is refused
     * @param insertions in ascending order of their places
     */
    record InsertHbaRules(
            String server,
            String host,
            String account,
            String path,
            String sha256,
            List<LineInsertion> insertions,
            String describe)
            implements Step {
        public InsertHbaRules {
            insertions = List.copyOf(insertions);
        }
    }

    /**
     * Removes lines from a client authentication file and touches no other byte, owner or mode of it; checked and undone
     * as {@link InsertHbaRules} is.
     *
     * @param sha256 of the file as it was observed, in hexadecimal; another content is refused
     * @param lines each without its line feed; every one that is equal goes
     */
    record RemoveHbaRules(
            String server, String host, String account, String path, String sha256, List<String> lines, String describe)
            implements Step {
        public RemoveHbaRules {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Lines to be put into a text.
     *
     * @param beforeLine counted from 1 in the old text; one more than its lines means the end
     * @param lines each without its line feed
     */
    record LineInsertion(int beforeLine, List<String> lines) {
        public LineInsertion {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Puts lines into a password file, which is created with mode 0600 if absent; lines of the same key are replaced,
     * all others stay as they are, where they are.
     */
    record SetPassfileLines(String host, String account, String path, List<PassfileLine> lines, String describe)
            implements Step {
        public SetPassfileLines {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One line of a password file, unescaped (PostgreSQL: "The Password File").
     *
     * @param secret name of the secret
     */
    record PassfileLine(String hostname, String port, String database, String role, String secret) {
        /** Without the password: {@code 10.0.0.1:5432:postgres:barman}. */
        public String key() {
            return hostname + ":" + port + ":" + database + ":" + role;
        }
    }

    /** Takes the lines of these keys out of a password file; all others stay as they are, where they are. */
    record RemovePassfileLines(String host, String account, String path, List<String> keys, String describe)
            implements Step {
        public RemovePassfileLines {
            keys = List.copyOf(keys);
        }
    }

    /**
     * Sets one parameter in a configuration file of ours, which is created with mode 0600 if absent; a line of the same
     * parameter is replaced, all others stay.
     */
    record SetConfigLine(String host, String account, String path, String name, String value, String describe)
            implements Step {}

    /** A step that no word is said about, of whatever goes wrong either. */
    record Hushed(Step inner, String describe) implements Step {}

    /** Waits until a query on the control session yields {@code t}; fails the step at the deadline, in seconds. */
    record AwaitSql(String server, String sql, int seconds, String describe) implements Step {}
}
