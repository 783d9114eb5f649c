package io.jbarman.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Barman's sizes: a number of bytes, or with {@code k M G T} times 1000 each, with {@code Ki Mi Gi Ti} times 1024. */
public final class Sizes {
    private static final Pattern SIZE = Pattern.compile("\\s*([0-9]{1,12})\\s*(?:([kMGT])(i?))?\\s*");
    private static final String UNITS = "kMGT";

    private Sizes() {}

    /** The bytes, or empty if it is no size. */
    public static Optional<Long> parse(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long bytes = Long.parseLong(matcher.group(1));
        if (matcher.group(2) == null) {
            return Optional.of(bytes);
        }
        long step = matcher.group(3).isEmpty() ? 1000 : 1024;
        for (int power = 0; power <= UNITS.indexOf(matcher.group(2)); power++) {
            bytes = bytes > Long.MAX_VALUE / step ? Long.MAX_VALUE : bytes * step;
        }
        return Optional.of(bytes);
    }
}
