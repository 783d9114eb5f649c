package io.jbarman.dsl;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Whether a number can be written out and calculated with: a decimal's exponent costs nothing until somebody does. */
final class NumberSize {
    private static final int DIGITS = 400;

    private NumberSize() {}

    static boolean fits(Number number) {
        if (number instanceof BigDecimal decimal) {
            return Math.abs((long) decimal.scale()) <= DIGITS && decimal.precision() <= DIGITS;
        }
        return !(number instanceof BigInteger whole) || whole.bitLength() <= DIGITS * 4;
    }
}
