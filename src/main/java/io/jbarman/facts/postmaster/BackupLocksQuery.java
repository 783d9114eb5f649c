package io.jbarman.facts.postmaster;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.List;

/**
 * Which lock files of backup programs are held: a file alone proves nothing, since it stays when its program has ended.
 * Barman and pgBackRest lock theirs by flock.
 *
 * @param directory where the files are
 * @param pattern of their names, for the shell
 */
public record BackupLocksQuery(String host, Account account, String directory, String pattern)
        implements FactQuery.OfHost<List<String>> {
    private static final String SCRIPT = """
            cd %s 2>/dev/null || exit 0
            for f in %s; do
              [ -f "$f" ] || continue
              i=$(stat -c %%i "$f") && grep -q ":$i " /proc/locks 2>/dev/null && echo "$PWD/$f"
            done
            """;

    /** Where pgBackRest has its locks unless told otherwise. */
    public static BackupLocksQuery pgBackRest(String host, Account account) {
        return new BackupLocksQuery(host, account, "/tmp/pgbackrest", "*-backup*.lock");
    }

    /** The lock of Barman's {@code backup} command. */
    public static BackupLocksQuery barman(String host, Account account, String lockDirectory, String server) {
        return new BackupLocksQuery(host, account, lockDirectory, "." + ShellQuote.quote(server) + "-backup.lock");
    }

    @Override
    public String name() {
        return "locks of backups in " + directory + " of " + host;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.quote(directory), pattern);
    }

    @Override
    public List<String> parse(int status, String output) {
        return output.lines().filter(line -> line.startsWith("/")).toList();
    }
}
