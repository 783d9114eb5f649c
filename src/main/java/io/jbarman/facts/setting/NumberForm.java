package io.jbarman.facts.setting;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of settings as the server reads them: {@code strtol}, {@code strtod}, then a unit (guc.c's rules). */
final class NumberForm {
    private static final String REST = "\\s*(\\S*)\\s*";
    /** As {@code strtol} with base 0: hexadecimal, octal or decimal, as far as the digits go. */
    private static final Pattern WHOLE =
            Pattern.compile("\\s*([-+]?(?:0[xX][0-9a-fA-F]++|0[0-7]*+|[1-9]\\d*+))(?![.eE])" + REST, Pattern.DOTALL);

    private static final Pattern FRACTION =
            Pattern.compile("\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)" + REST, Pattern.DOTALL);
    private static final Pattern HEXADECIMAL = Pattern.compile("\\s*([-+]?0[xX][0-9a-fA-F]+)" + REST, Pattern.DOTALL);

    /** The first version that reads fractions of whole numbers, and units of others. */
    private static final int READS_FRACTIONS = 12;

    private static final Map<String, Integer> UNITS_SINCE = Map.of("B", 11, "us", READS_FRACTIONS);
    private static final MathContext AS_SHOWN = new MathContext(6, RoundingMode.HALF_EVEN);

    private record Parts(double number, String unit) {}

    private NumberForm() {}

    static Optional<String> integer(Setting setting, String text) {
        boolean fractions = setting.major() >= READS_FRACTIONS;
        Optional<Parts> parts = whole(text).or(() -> fractions ? fraction(text) : Optional.empty());
        return parts.flatMap(found -> inUnit(setting, found))
                .map(number -> fractions ? Math.rint(number) : truncated(number))
                .filter(number -> Math.abs(number) <= Integer.MAX_VALUE && inRange(setting, number))
                .map(number -> Long.toString(number.longValue()));
    }

    static Optional<String> real(Setting setting, String text) {
        return hexadecimal(text)
                .or(() -> fraction(text))
                .filter(parts -> parts.unit().isEmpty() || setting.major() >= READS_FRACTIONS)
                .flatMap(parts -> inUnit(setting, parts))
                .filter(number -> inRange(setting, number))
                .map(NumberForm::shown);
    }

    private static Optional<Parts> whole(String text) {
        Matcher matcher = WHOLE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Parts(Long.decode(matcher.group(1)), matcher.group(2)));
        } catch (NumberFormatException tooLong) {
            return Optional.empty();
        }
    }

    private static Optional<Parts> hexadecimal(String text) {
        return HEXADECIMAL.matcher(text).matches() ? whole(text) : Optional.empty();
    }

    private static Optional<Parts> fraction(String text) {
        Matcher matcher = FRACTION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double number = Double.parseDouble(matcher.group(1));
        return Double.isInfinite(number) ? Optional.empty() : Optional.of(new Parts(number, matcher.group(2)));
    }

    private static Optional<Double> inUnit(Setting setting, Parts parts) {
        if (parts.unit().isEmpty()) {
            return Optional.of(parts.number());
        }
        if (setting.major() < UNITS_SINCE.getOrDefault(parts.unit(), 0)) {
            return Optional.empty();
        }
        return setting.unit().flatMap(base -> Units.convert(parts.number(), parts.unit(), base));
    }

    private static double truncated(double number) {
        return number < 0 ? Math.ceil(number) : Math.floor(number);
    }

    private static boolean inRange(Setting setting, double number) {
        return setting.minimum()
                        .map(Double::parseDouble)
                        .filter(least -> number < least)
                        .isEmpty()
                && setting.maximum()
                        .map(NumberForm::bound)
                        .filter(most -> number > most)
                        .isEmpty();
    }

    /** The largest double is shown rounded up, beyond what a double can be. */
    private static double bound(String text) {
        return text.toLowerCase(Locale.ROOT).equals("1.79769e+308") ? Double.MAX_VALUE : Double.parseDouble(text);
    }

    private static String shown(double number) {
        BigDecimal exact = new BigDecimal(number).round(AS_SHOWN).stripTrailingZeros();
        return exact.signum() == 0 ? "0" : exact.toPlainString();
    }
}
