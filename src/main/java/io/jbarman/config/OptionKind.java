package io.jbarman.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What values an option takes. */
public sealed interface OptionKind {
    /** Why Barman would ignore the value, told as what it takes instead; empty if it would take it. */
    Optional<String> check(String value);

    /** What the option takes, for a sentence. */
    String takes();

    /** The words that it takes, where it takes one of a few. */
    default List<String> offered() {
        return List.of();
    }

    /** Whatever stands there. */
    record Text() implements OptionKind {
        @Override
        public String takes() {
            return "text";
        }

        @Override
        public Optional<String> check(String value) {
            return Optional.empty();
        }
    }

    /** Yes or no, in any of the ways people write it. */
    record Flag() implements OptionKind {
        @Override
        public String takes() {
            return "on or off";
        }

        @Override
        public List<String> offered() {
            return List.of("on", "off");
        }

        @Override
        public Optional<String> check(String value) {
            return Flags.parse(value).isPresent() ? Optional.empty() : Optional.of(takes());
        }
    }

    /** A whole number, none below the least. */
    record Count(int least) implements OptionKind {
        private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

        @Override
        public String takes() {
            return "a whole number, at least " + least;
        }

        @Override
        public Optional<String> check(String value) {
            boolean good = DIGITS.matcher(value).matches() && Integer.parseInt(value) >= least;
            return good ? Optional.empty() : Optional.of(takes());
        }
    }

    /** One of a few words, in any case. */
    record Choice(List<String> words) implements OptionKind {
        @Override
        public String takes() {
            return "one of " + String.join(", ", words);
        }

        @Override
        public List<String> offered() {
            return words;
        }

        @Override
        public Optional<String> check(String value) {
            return words.contains(value.toLowerCase(Locale.ROOT)) ? Optional.empty() : Optional.of(takes());
        }
    }

    /** Any of a few words, with commas or blanks between them. */
    record Words(List<String> words) implements OptionKind {
        @Override
        public String takes() {
            return "words out of " + String.join(", ", words);
        }

        @Override
        public Optional<String> check(String value) {
            boolean good = Arrays.stream(value.toLowerCase(Locale.ROOT).split("[,\\s]+", -1))
                    .filter(word -> !word.isEmpty())
                    .allMatch(words::contains);
            return good ? Optional.empty() : Optional.of(takes());
        }
    }

    /** Text of a certain shape. */
    record Shaped(Pattern shape, String words) implements OptionKind {
        @Override
        public String takes() {
            return words;
        }

        @Override
        public Optional<String> check(String value) {
            return shape.matcher(value).matches() ? Optional.empty() : Optional.of(words);
        }
    }

    /** A connection string of libpq's. */
    record Connection() implements OptionKind {
        @Override
        public String takes() {
            return "a libpq connection string";
        }

        @Override
        public Optional<String> check(String value) {
            try {
                Conninfo.parse(value);
                return Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.of("a libpq connection string like \"host=pg user=barman dbname=postgres\" ("
                        + e.getMessage() + ")");
            }
        }
    }
}
