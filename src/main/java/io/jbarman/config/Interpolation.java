package io.jbarman.config;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code %(name)s} and {@code %%} in a value, as Python's configparser expands them ("Interpolation of values"). */
final class Interpolation {
    private static final Pattern TOKEN = Pattern.compile("%%|%\\(([^)]+)\\)s|%");
    private static final int DEEPEST = 10;

    private final Function<String, Optional<String>> lookup;

    /** References are looked up there; what it yields is expanded in its turn. */
    Interpolation(Function<String, Optional<String>> lookup) {
        this.lookup = lookup;
    }

    /**
     * The value with everything in it expanded.
     *
     * @throws InterpolationException if a {@code %} stands alone or a reference leads nowhere
     */
    String expand(String raw) throws InterpolationException {
        return expand(raw, 0);
    }

    private String expand(String raw, int depth) throws InterpolationException {
        if (depth > DEEPEST) {
            throw new InterpolationException(
                    "references in it go round in a circle", "take one of the references out of the circle");
        }
        Matcher matcher = TOKEN.matcher(raw);
        StringBuilder text = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            text.append(raw, end, matcher.start()).append(token(matcher, depth));
            end = matcher.end();
        }
        return text.append(raw.substring(end)).toString();
    }

    private String token(Matcher matcher, int depth) throws InterpolationException {
        if (matcher.group().equals("%%")) {
            return "%";
        }
        String name = matcher.group(1);
        if (name == null) {
            throw new InterpolationException(
                    "a % that stands alone: Barman refuses the whole configuration for it", "write %% for a % sign");
        }
        Optional<String> value = lookup.apply(name);
        if (value.isEmpty()) {
            throw new InterpolationException(
                    "%(" + name + ")s refers to an option that is not set", "set " + name + ", or write the value out");
        }
        return expand(value.get(), depth + 1);
    }
}
