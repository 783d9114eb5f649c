package io.jbarman.cli;

import java.util.Locale;
import java.util.Optional;

/**
 * What {@code --compress} asks for: a method, or a method and a level, or as of old a level of gzip.
 *
 * @param level empty for the method's own default
 */
record PgCompression(Method method, Optional<Integer> level) {
    private static final int DEFAULT_LEVEL = 6;

    /** How received segments are compressed. */
    enum Method {
        NONE,
        GZIP
    }

    /** Of the only method that compresses. */
    Optional<Integer> gzipLevel() {
        return method == Method.GZIP ? level.or(() -> Optional.of(DEFAULT_LEVEL)) : Optional.empty();
    }

    /** Reads the option's value. */
    static PgCompression parse(String text) throws PgMessages.Fatal {
        if (text.matches("[0-9]+")) {
            return text.equals("0") ? new PgCompression(Method.NONE, Optional.empty()) : gzip(text);
        }
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        Optional<String> detail = colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1));
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "none" -> none(detail);
            case "gzip" ->
                detail.isEmpty() ? new PgCompression(Method.GZIP, Optional.empty()) : gzip(level(detail.get()));
            case "lz4", "zstd" -> throw PgMessages.Fatal.plain("compression with " + name + " is not yet supported");
            default -> throw PgMessages.Fatal.plain("invalid value \"" + text + "\" for option -Z/--compress");
        };
    }

    private static PgCompression none(Optional<String> detail) throws PgMessages.Fatal {
        if (detail.isPresent()) {
            throw PgMessages.Fatal.plain("invalid compression specification: compression algorithm \"none\" does not"
                    + " accept a compression level");
        }
        return new PgCompression(Method.NONE, Optional.empty());
    }

    private static String level(String detail) {
        return detail.startsWith("level=") ? detail.substring("level=".length()) : detail;
    }

    private static PgCompression gzip(String level) throws PgMessages.Fatal {
        if (!level.matches("[1-9]")) {
            throw PgMessages.Fatal.plain("invalid compression specification: compression algorithm \"gzip\" expects a"
                    + " compression level between 1 and 9");
        }
        return new PgCompression(Method.GZIP, Optional.of(Integer.valueOf(level)));
    }
}
