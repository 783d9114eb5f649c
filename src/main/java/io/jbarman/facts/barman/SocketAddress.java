package io.jbarman.facts.barman;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/**
 * One end of a TCP connection.
 *
 * @param address as PostgreSQL shows it
 */
public record SocketAddress(String address, int port) implements Comparable<SocketAddress> {
    private static final int WORD = 4;

    /** As the kernel writes it: words of four bytes, each turned round, then the port (Linux: "proc_net_tcp"). */
    static SocketAddress ofKernel(String text) {
        int colon = text.indexOf(':');
        byte[] turned = HexFormat.of().parseHex(text.substring(0, colon));
        byte[] bytes = new byte[turned.length];
        for (int index = 0; index < turned.length; index++) {
            bytes[index] = turned[index / WORD * WORD + WORD - 1 - index % WORD];
        }
        return new SocketAddress(normal(bytes), Integer.parseInt(text.substring(colon + 1), 16));
    }

    /** An IPv4 address within IPv6 is one of IPv4. */
    private static String normal(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException("an address of " + bytes.length + " bytes", impossible);
        }
    }

    /** Whether it is that one; IPv6 has several spellings. */
    public boolean is(String other, long itsPort) {
        return port == itsPort && (address.equals(other) || isSameAs(other));
    }

    private boolean isSameAs(String other) {
        try {
            return other.indexOf(':') >= 0
                    && InetAddress.getByName(other).getHostAddress().equals(address);
        } catch (UnknownHostException none) {
            return false;
        }
    }

    @Override
    public int compareTo(SocketAddress other) {
        int byAddress = address.compareTo(other.address);
        return byAddress != 0 ? byAddress : Integer.compare(port, other.port);
    }
}
