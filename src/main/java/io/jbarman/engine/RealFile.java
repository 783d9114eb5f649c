package io.jbarman.engine;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.facts.host.PathWay;
import io.jbarman.transport.Account;
import io.jbarman.transport.Command;
import io.jbarman.transport.CommandResult;
import io.jbarman.transport.FileTarget;
import io.jbarman.transport.Transport;
import io.jbarman.transport.TransportException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * A file that is there, at the end of the links that lead to it. Written anew it keeps its owner, group and mode; what
 * its account may not keep is kept by root.
 *
 * @param path of the file itself
 * @param owner {@code uid:gid}
 * @param named the same by name, for messages
 * @param own whether the account may give a file of its own that owner
 * @param room whether the account may put another one in its place
 */
record RealFile(
        Transport host, Account account, String path, int mode, String owner, String named, boolean own, boolean room) {
    private static final String SEEN = """
            LC_ALL=C; export LC_ALL
            f=$(readlink -e -- "$1") || { echo "$1 leads to no file" >&2; exit 1; }
            d=${f%/*}; d=${d:-/}
            own=no
            if [ "$(id -u)" = 0 ]; then own=yes
            elif [ -O "$f" ]; then
              g=$(stat -c %g -- "$f")
              case " $(id -G) " in *" $g "*) own=yes ;; esac
            fi
            if [ -w "$d" ]; then room=yes; else room=no; fi
            if [ -k "$d" ] && [ ! -O "$f" ] && [ ! -O "$d" ]; then room=no; fi
            echo "$(stat -c '%a %u:%g %U:%G' -- "$f") $own $room $f"
            """;

    private static final String TAKE_PLACE = "set -e\nmv -f -- \"$1\" \"$2\"\nd=${2%/*}\nexec sync -- \"${d:-/}\"";

    private static final String BESIDE = ".jbarman";

    /** The file that an account means by a path. */
    static RealFile at(Transport host, Account account, String path) throws IOException {
        CommandResult seen = host.run(Command.of("sh", "-c", SEEN, "sh", path).as(account));
        if (!seen.succeeded()) {
            throw new IOException(seen.errors().strip());
        }
        String[] words = seen.output().stripTrailing().split(" ", 6);
        return new RealFile(
                host,
                account,
                words[5],
                Integer.parseInt(words[0], 8),
                words[1],
                words[2],
                words[3].equals("yes"),
                words[4].equals("yes"));
    }

    byte[] read() throws IOException {
        return host.read(path, account).orElseThrow(() -> new IOException(path + " is there no more"));
    }

    /** Writes it whole; after an exception it is as it was. */
    void write(byte[] content) throws IOException {
        if (own && room) {
            put(content, path, Optional.of(owner), account);
        } else if (room) {
            beside(content);
        } else {
            byRoot(content);
        }
    }

    /**
     * Root does nothing in a directory of the account's but give the new file its owner: whoever has the say over a
     * directory may put a link where root is about to write.
     */
    private void beside(byte[] content) throws IOException {
        run(Command.of("true").as(Account.ROOT));
        String beside = path + BESIDE;
        put(content, beside, Optional.empty(), account);
        try {
            run(Command.of("chown", "-h", "--", owner, beside).as(Account.ROOT));
            run(Command.of("sh", "-c", TAKE_PLACE, "sh", beside, path).as(account));
        } catch (IOException e) {
            host.remove(beside, account);
            throw e;
        }
    }

    private void byRoot(byte[] content) throws IOException {
        String directory = path.substring(0, Math.max(1, path.lastIndexOf('/')));
        CommandResult way = run(Command.of("namei", "-mo", "--", directory).as(Account.ROOT));
        PathWay seen = PathWay.of(way.output().lines().toList());
        if (!seen.isRoots() || seen.problem().isPresent()) {
            throw kept(seen.problem().orElse("directories on its way belong to " + seen.account()));
        }
        put(content, path, Optional.of(owner), Account.ROOT);
    }

    private void put(byte[] content, String to, Optional<String> as, Account by) throws IOException {
        host.put(new ByteArrayInputStream(content), new FileTarget(to, mode, as), by);
    }

    private CommandResult run(Command command) throws IOException {
        CommandResult result = host.run(command);
        if (!result.succeeded()) {
            throw kept(command.display() + " as " + command.account() + ": "
                    + result.errors().strip());
        }
        return result;
    }

    private TransportException kept(String why) {
        return new TransportException(Diagnostic.error(
                "file-refused",
                path + " on " + host.host() + " belongs to " + named + ", which " + account
                        + " cannot keep, nor can root for it: " + why,
                "give it to " + account + ", or let root do it (sudo, and directories that are root's alone)"));
    }
}
