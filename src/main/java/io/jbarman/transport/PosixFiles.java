package io.jbarman.transport;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * File operations as commands of a POSIX shell with GNU coreutils, and the reading of what they left. Every transport
 * performs them this way, so that they mean the same everywhere and on behalf of every account. Pure.
 *
 * <p>{@code sync FILE} is fsync of a file or directory (GNU coreutils 8.24: "sync invocation").
 */
final class PosixFiles {
    /** The temporary sibling is created 0600, then given owner and mode while still empty, then filled through an open
     * descriptor. A connection that breaks ends the content early, hence the size. */
    private static final String PUT = """
            set -eu
            path=$1 mode=$2 owner=$3 size=$4
            umask 077
            dir=${path%/*}
            [ -n "$dir" ] || dir=/
            [ ! -d "$path" ] || { echo "$path: Is a directory" >&2; exit 1; }
            temp=$(mktemp "$dir/.jbarman.XXXXXXXX")
            trap 'rm -f -- "$temp"' EXIT
            trap 'exit 1' HUP INT TERM
            exec 3>"$temp"
            [ -z "$owner" ] || chown -- "$owner" "$temp"
            chmod -- "$mode" "$temp"
            cat >&3
            exec 3>&-
            [ "$(wc -c <"$temp")" -eq "$size" ] || { echo "content ended early" >&2; exit 1; }
            sync -- "$temp"
            mv -f -- "$temp" "$path"
            trap - EXIT
            sync -- "$dir"
            """;

    private static final String REMOVE =
            "if [ -d \"$1\" ] && [ ! -L \"$1\" ]; then exec rmdir -- \"$1\"; else exec rm -f -- \"$1\"; fi";

    private static final Set<String> NOTHING_THERE = Set.of("No such file or directory", "Not a directory");

    private PosixFiles() {}

    static Command put(FileTarget target, int size, Account account) {
        return shell(
                account,
                PUT,
                target.path(),
                String.format(Locale.ROOT, "%04o", target.mode()),
                target.owner().orElse(""),
                Integer.toString(size));
    }

    static Command read(String path, Account account) {
        return shell(account, "exec cat -- \"$1\"", path);
    }

    static Command stat(String path, Account account) {
        return shell(account, "exec stat -c '%f|%U|%G|%s|%Y' -- \"$1\"", path);
    }

    static Command remove(String path, Account account) {
        return shell(account, REMOVE, path);
    }

    private static Command shell(Account account, String script, String path, String... rest) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("not an absolute path: " + path);
        }
        java.util.ArrayList<String> all =
                new java.util.ArrayList<>(List.of("sh", "-c", "LC_ALL=C; export LC_ALL\n" + script, "sh", path));
        all.addAll(List.of(rest));
        return Command.of(all).as(account);
    }

    /** Whether the command failed only because there is nothing at the path. */
    static boolean foundNothing(Exchange left) {
        return left.status() != 0 && NOTHING_THERE.stream().anyMatch(left.errors()::contains);
    }

    /** Reads what {@link #stat} printed. */
    static FileStat parseStat(String line) {
        String[] parts = line.strip().split("\\|", -1);
        int raw = Integer.parseInt(parts[0], 16);
        return new FileStat(
                kind(raw), raw & 07777, parts[1], parts[2], Long.parseLong(parts[3]), Long.parseLong(parts[4]));
    }

    private static FileStat.FileKind kind(int raw) {
        return Optional.ofNullable(java.util.Map.of(
                                0100000, FileStat.FileKind.FILE,
                                0040000, FileStat.FileKind.DIRECTORY,
                                0120000, FileStat.FileKind.SYMLINK,
                                0140000, FileStat.FileKind.SOCKET)
                        .get(raw & 0170000))
                .orElse(FileStat.FileKind.OTHER);
    }
}
