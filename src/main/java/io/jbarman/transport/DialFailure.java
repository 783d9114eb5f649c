package io.jbarman.transport;

import io.jbarman.diagnostics.Diagnostic;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** Why a TCP port could not be connected to, in words with a remedy. Pure. */
public record DialFailure(String from, String address, int port) {
    /** The code of a port on which nothing listens. */
    public static final String REFUSED = "port-refused";

    /** The exception for a failed connect. */
    public TransportException because(Exception cause) {
        return new TransportException(explain(cause), cause);
    }

    /** The diagnostic for a failed connect. */
    public Diagnostic explain(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return Diagnostic.error(
                    "unknown-address",
                    from + " cannot resolve " + address,
                    "check the spelling; `getent hosts " + address + "` on that machine shows what it knows");
        }
        if (cause instanceof SocketTimeoutException) {
            return Diagnostic.error(
                    "port-silent",
                    where() + " does not answer",
                    "a firewall drops the packets, or the machine is down: try `nc -vz " + address + " " + port + "`");
        }
        if (cause instanceof NoRouteToHostException) {
            return Diagnostic.error(
                    "port-silent", where() + ": no route to host", "check the address and the network between");
        }
        return refusal(cause);
    }

    private Diagnostic refusal(Throwable cause) {
        String what = cause instanceof ConnectException ? "connection refused" : String.valueOf(cause.getMessage());
        return Diagnostic.error(
                REFUSED,
                where() + ": " + what,
                "nothing listens there: check address and port, and that it is started");
    }

    private String where() {
        return address + ":" + port + " (from " + from + ")";
    }
}
