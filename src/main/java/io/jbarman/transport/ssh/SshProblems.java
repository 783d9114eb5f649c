package io.jbarman.transport.ssh;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.transport.TransportException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.common.SSHException;

/** Why a host was not reached, in words with a remedy. Pure. */
record SshProblems(String host, HostEntry entry) {
    static final String UNREACHABLE = "host-unreachable";

    TransportException connecting(Exception cause) {
        return new TransportException(explain(cause), cause);
    }

    private Diagnostic explain(Exception cause) {
        if (cause instanceof UnknownHostException) {
            return unreachable(
                    "the name " + entry.hostName() + " cannot be resolved",
                    "check address in the topology (or HostName in ~/.ssh/config): getent hosts " + entry.hostName());
        }
        if (isTimeout(cause)) {
            return unreachable(
                    "no answer within " + SshLogin.CONNECT_SECONDS + " s",
                    "the host is down, or a firewall drops the packets: " + trySsh());
        }
        if (cause instanceof NoRouteToHostException) {
            return unreachable("no route to host", "check the address and the network between: " + trySsh());
        }
        if (cause instanceof ConnectException) {
            return unreachable(
                    "connection refused",
                    "no SSH server listens there: start sshd, or correct ssh.port in the topology");
        }
        return unreachable(said(cause), trySsh());
    }

    private static boolean isTimeout(Throwable problem) {
        return isCausedBy(problem, SocketTimeoutException.class) || isCausedBy(problem, TimeoutException.class);
    }

    /** Whether such a problem is behind this one. */
    static boolean isCausedBy(Throwable problem, Class<? extends Throwable> kind) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String said(Exception cause) {
        if (cause instanceof SSHException ssh && ssh.getMessage() != null) {
            return "SSH failed: " + ssh.getMessage();
        }
        return String.valueOf(cause.getMessage());
    }

    private Diagnostic unreachable(String why, String hint) {
        return Diagnostic.error(UNREACHABLE, "cannot reach " + where() + ": " + why, hint);
    }

    /** The server hung up while keys were being offered. */
    TransportException outOfPatience(int refused, Exception cause) {
        return new TransportException(
                Diagnostic.error(
                        "ssh-login-refused",
                        "cannot log in to " + where() + " as " + entry.user() + ": it hung up after " + refused
                                + " keys (MaxAuthTries), before the right one was offered",
                        "name that one: ssh.identity_file in the topology, with IdentitiesOnly yes for this host in"
                                + " ~/.ssh/config"),
                cause);
    }

    /** @param withheld keys that could not be offered, with the reason; {@code locked} of them by a passphrase */
    TransportException refusedKeys(
            List<String> withheld, List<String> refusals, List<Path> locked, String allowed, Exception cause) {
        String what = refusals.isEmpty() ? "no key was found to offer" : "it accepts none of the keys offered";
        String detail = String.join("\n", withheld) + (withheld.isEmpty() ? "" : "\n") + String.join("\n", refusals);
        return new TransportException(
                Diagnostic.error(
                                "ssh-login-refused",
                                "cannot log in to " + where() + " as " + entry.user() + ": " + what,
                                passphraseRemedy(locked) + keyRemedy(allowed))
                        .withDetail(detail.strip()),
                cause);
    }

    /** Empty where no key has one. */
    private static String passphraseRemedy(List<Path> locked) {
        return locked.isEmpty()
                ? ""
                : "let ssh-agent hold the key with a passphrase, and run this again: ssh-add " + locked.get(0)
                        + " (without an agent, first: eval \"$(ssh-agent)\"); or ";
    }

    private String keyRemedy(String allowed) {
        String others =
                allowed.isEmpty() || allowed.contains("publickey") ? "" : "; it lets in by " + allowed + " only";
        return "put the public key into ~" + entry.user() + "/.ssh/authorized_keys there (ssh-copy-id -p "
                + entry.port()
                + " " + entry.user() + "@" + entry.hostName()
                + "), or name another ssh.user or ssh.identity_file in the topology" + others;
    }

    TransportException lost(Exception cause) {
        return new TransportException(
                Diagnostic.error(
                        "host-lost",
                        "the connection to " + where() + " broke: " + said(cause),
                        "repeat the command: it looks at what is there and goes on from it"),
                cause);
    }

    TransportException noSession(Exception cause) {
        return new TransportException(
                Diagnostic.error(
                        "ssh-no-session",
                        "the SSH server of " + where() + " opens no further session: " + said(cause),
                        "allow at least 4 sessions per connection there: MaxSessions in sshd_config"),
                cause);
    }

    TransportException forwardingRefused(Exception cause) {
        return new TransportException(
                Diagnostic.error(
                        "forwarding-refused",
                        "the SSH server of " + where() + " forwards no ports",
                        "allow it (AllowTcpForwarding yes in sshd_config), or use the relay, which needs none"),
                cause);
    }

    private String trySsh() {
        return "try `ssh -p " + entry.port() + " " + entry.user() + "@" + entry.hostName() + "`";
    }

    private String where() {
        return host + " (" + entry.hostName() + ":" + entry.port() + ")";
    }
}
