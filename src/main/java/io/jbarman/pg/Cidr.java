package io.jbarman.pg;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of addresses, as {@code 10.0.0.9/32} (PostgreSQL: "Network Address Types"). Never looks a name up. */
public record Cidr(String network, int prefix) {
    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    /** An address alone or a range; empty if the text is neither, such as a host's name. */
    public static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        String network = slash < 0 ? text : text.substring(0, slash);
        if (!isLiteral(network)) {
            return Optional.empty();
        }
        int width = bits(network).length * 8;
        int prefix = slash < 0 ? width : prefix(text.substring(slash + 1), width);
        return prefix < 0 ? Optional.empty() : Optional.of(new Cidr(network, prefix));
    }

    /**
     * A range as the server shows it: a network and a mask. Empty of a mask with holes, as 255.0.255.0, which the server takes:
     * no prefix says the same.
     */
    public static Optional<Cidr> of(String network, String mask) {
        if (!isLiteral(network) || !isLiteral(mask)) {
            return Optional.empty();
        }
        byte[] bits = bits(mask);
        BigInteger set = new BigInteger(1, bits);
        int prefix = set.bitCount();
        boolean holes = prefix > 0 && set.getLowestSetBit() != bits.length * 8 - prefix;
        return holes ? Optional.empty() : Optional.of(new Cidr(network, prefix));
    }

    /** The same, or an address or range where there is no mask; empty of whatever else the server takes there. */
    public static Optional<Cidr> of(String address, Optional<String> mask) {
        return mask.isPresent() ? of(address, mask.get()) : parse(address);
    }

    /** Whether every address of {@code other} is in this range. */
    public boolean covers(Cidr other) {
        return prefix <= other.prefix && overlaps(other);
    }

    /** Whether any address is in both. */
    public boolean overlaps(Cidr other) {
        byte[] mine = bits(network);
        byte[] theirs = bits(other.network);
        if (mine.length != theirs.length) {
            return false;
        }
        int free = mine.length * 8 - Math.min(prefix, other.prefix);
        return new BigInteger(1, mine).shiftRight(free).equals(new BigInteger(1, theirs).shiftRight(free));
    }

    /** Whether no address of a network is in this range, of a mask with holes too; false where these are no addresses. */
    public boolean isApartFrom(String other, String mask) {
        if (!isLiteral(other) || !isLiteral(mask)) {
            return false;
        }
        byte[] mine = bits(network);
        byte[] theirs = bits(other);
        BigInteger differing =
                new BigInteger(1, mine).xor(new BigInteger(1, theirs)).and(new BigInteger(1, bits(mask)));
        return mine.length != theirs.length
                || differing.shiftRight(mine.length * 8 - prefix).signum() != 0;
    }

    /** Whether it is this machine alone. */
    public boolean isLoopback() {
        return spelled().equals("1/128/128") || network.startsWith("127.");
    }

    /** The same text for every spelling of one range, and for no other: of its bits, not to be shown. */
    public String spelled() {
        byte[] mine = bits(network);
        int free = mine.length * 8 - prefix;
        return new BigInteger(1, mine).shiftRight(free).toString(16) + "/" + prefix + "/" + mine.length * 8;
    }

    @Override
    public String toString() {
        return network + "/" + prefix;
    }

    private static boolean isLiteral(String text) {
        return LITERAL.matcher(text).matches()
                && (text.contains(":") || IPV4.matcher(text).matches());
    }

    private static int prefix(String digits, int width) {
        int prefix = digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : -1;
        return prefix > width ? -1 : prefix;
    }

    /** Of an IPv4 address in IPv6's form, which the JDK takes for the former, all 16 bytes: the server tells the two apart. */
    private static byte[] bits(String literal) {
        try {
            byte[] bits = InetAddress.getByName(literal).getAddress();
            return literal.contains(":") && bits.length == V4_BYTES ? mapped(bits) : bits;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + literal, e);
        }
    }

    private static byte[] mapped(byte[] v4) {
        byte[] bits = new byte[V6_BYTES];
        Arrays.fill(bits, V6_BYTES - V4_BYTES - 2, V6_BYTES - V4_BYTES, (byte) 0xff);
        System.arraycopy(v4, 0, bits, V6_BYTES - V4_BYTES, V4_BYTES);
        return bits;
    }
}
