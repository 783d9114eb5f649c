package io.jbarman.metrics;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the metrics are asked for: {@code 9187}, {@code 127.0.0.1:9187}, {@code [::1]:9187}, {@code localhost:9187}. */
public final class MetricsAddress {
    private static final Pattern TEXT =
            Pattern.compile("(?:(localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1\\]):)?([0-9]{1,5})");

    private MetricsAddress() {}

    /**
     * Reads it.
     *
     * @throws ProblemException if it is none, or one that other hosts could reach: there is no password
     */
    public static InetSocketAddress parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
            throw new ProblemException(Diagnostic.error(
                    "metrics-address",
                    "jbarman_metrics_listen = " + text + " is no port of this host alone",
                    "write a port, or 127.0.0.1:PORT; for other hosts put a proxy in front that asks for a password"));
        }
        String host = matcher.group(1) == null ? "127.0.0.1" : matcher.group(1);
        try {
            return new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(matcher.group(2)));
        } catch (UnknownHostException e) {
            throw new ProblemException(
                    Diagnostic.error("metrics-address", host + " is not known here", "write 127.0.0.1:PORT"), e);
        }
    }
}
