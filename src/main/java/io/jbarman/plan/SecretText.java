package io.jbarman.plan;

import java.util.List;
import java.util.stream.Collectors;

/** Text with holes for secrets. Printed, a hole is its secret's name. */
public record SecretText(List<Part> parts) {
    public SecretText {
        parts = List.copyOf(parts);
    }

    /** Text without any secret in it. */
    public static SecretText plain(String text) {
        return new SecretText(List.of(new Literal(text)));
    }

    /** A piece of the text. */
    public sealed interface Part {
        /** For people: never the secret. */
        String display();
    }

    /** Text as it stands. */
    public record Literal(String text) implements Part {
        @Override
        public String display() {
            return text;
        }
    }

    /** A secret, by name, escaped for the place it stands in. */
    public record Hole(String secret, Escaping escaping) implements Part {
        @Override
        public String display() {
            return "(secret " + secret + ")";
        }
    }

    /** How a secret is written where it stands. */
    public enum Escaping {
        NONE,
        /** {@code :} and backslash escaped (PostgreSQL: "The Password File"). */
        PGPASS
    }

    /** For people: secrets by name. */
    public String display() {
        return parts.stream().map(Part::display).collect(Collectors.joining());
    }
}
