package io.jbarman.schema;

import java.util.regex.Pattern;

/** Tells addresses from what only looks like one; asks no resolver. */
final class Addresses {
    private static final Pattern V4 = Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:[.](?!$)|$)){4}");
    private static final Pattern DIGITS_AND_DOTS = Pattern.compile("[0-9.]+");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");
    private static final Pattern LABELS =
            Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})([.][A-Za-z0-9_]([A-Za-z0-9_-]{0,62}))*");

    private Addresses() {}

    static boolean isAddress(String text) {
        if (text.length() > 253) {
            return false;
        }
        return isIp(text)
                || (!DIGITS_AND_DOTS.matcher(text).matches()
                        && LABELS.matcher(text).matches());
    }

    static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return isIp(text);
        }
        String address = text.substring(0, slash);
        int bits = Integer.parseInt(text.substring(slash + 1));
        return isIp(address) && bits <= (address.contains(":") ? 128 : 32);
    }

    private static boolean isIp(String text) {
        return V4.matcher(text).matches() || isV6(text);
    }

    private static boolean isV6(String text) {
        if (!V6.matcher(text).matches() || text.contains(":::") || text.indexOf("::") != text.lastIndexOf("::")) {
            return false;
        }
        int groups = text.split(":", -1).length;
        return text.contains("::") ? groups <= 9 : groups == 8 || (groups == 7 && text.contains("."));
    }
}
