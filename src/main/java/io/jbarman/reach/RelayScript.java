package io.jbarman.reach;

import io.jbarman.transport.Account;
import io.jbarman.transport.Command;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that joins its standard streams to PostgreSQL's Unix socket: the first of socat, perl and python3 that the
 * host has. Pure; data reaches the script as arguments only.
 */
final class RelayScript {
    /** Written to standard error where no candidate directory holds a socket for the port. */
    static final String NO_SOCKET = "jbarman: no socket";
    /** Written where the host has none of the programs. */
    static final String NO_PROGRAM = "jbarman: no relay program";

    static final List<String> USUAL_DIRECTORIES = List.of("/var/run/postgresql", "/tmp");

    /** A path with characters that mean something in a socat address goes to the next program. */
    private static final String SCRIPT = """
            port=$1 perl=$2 python=$3
            shift 3
            for dir in "$@"; do
                socket=$dir/.s.PGSQL.$port
                [ -S "$socket" ] && break
            done
            [ -S "$socket" ] || { echo "%s for port $port in $*" >&2; exit 97; }
            case $socket in
                *[!A-Za-z0-9_./-]*) ;;
                *) command -v socat >/dev/null 2>&1 && exec socat -b 65536 - "UNIX-CONNECT:$socket" ;;
            esac
            command -v perl >/dev/null 2>&1 && exec perl -e "$perl" "$socket"
            command -v python3 >/dev/null 2>&1 && exec python3 -c "$python" "$socket"
            echo "%s: none of socat, perl, python3 is installed" >&2
            exit 98
            """.formatted(NO_SOCKET, NO_PROGRAM);

    private static final String PERL = """
            use Socket;
            my $s;
            socket($s, PF_UNIX, SOCK_STREAM, 0) && connect($s, sockaddr_un($ARGV[0])) or die "$ARGV[0]: $!\\n";
            $SIG{CHLD} = "IGNORE";
            my $out = fork();
            die "fork: $!\\n" unless defined $out;
            sub pump { my ($from, $to) = @_; my $b;
              while (sysread($from, $b, 65536)) { my $at = 0;
                while ($at < length $b) { my $n = syswrite($to, $b, length($b) - $at, $at); exit 1 unless $n; $at += $n; } } }
            if ($out) { pump($s, \\*STDOUT); kill "TERM", $out; } else { pump(\\*STDIN, $s); shutdown($s, 1); }
            """;

    private static final String PYTHON = """
            import os, socket, sys, threading
            s = socket.socket(socket.AF_UNIX)
            try:
                s.connect(sys.argv[1])
            except OSError as e:
                sys.exit("%s: %s" % (sys.argv[1], e))
            def up():
                while True:
                    b = os.read(0, 65536)
                    if not b:
                        s.shutdown(socket.SHUT_WR)
                        return
                    s.sendall(b)
            threading.Thread(target=up, daemon=True).start()
            while True:
                b = s.recv(65536)
                if not b:
                    break
                while b:
                    b = b[os.write(1, b):]
            os._exit(0)
            """;

    private RelayScript() {}

    static Command onto(List<String> socketDirectories, int port, Account account) {
        List<String> arguments =
                new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh", Integer.toString(port), PERL, PYTHON));
        arguments.addAll(socketDirectories);
        return Command.of(arguments).as(account);
    }
}
