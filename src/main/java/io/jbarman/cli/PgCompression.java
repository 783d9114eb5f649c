package io.jbarman.cli;

import io.jbarman.wal.SegmentCodec;
import io.jbarman.wal.SegmentCompression;
import java.util.Optional;

/**
 * What {@code --compress} asks for: a method, or a method and its details, or as of old a level of gzip (PostgreSQL:
 * "pg_receivewal", {@code --compress}).
 */
final class PgCompression {
    private static final String INVALID = "invalid compression specification: ";

    private PgCompression() {}

    /** A method that compresses, its levels, and the one that stands for its own default. */
    private enum Method {
        GZIP("gzip", SegmentCodec.GZIP, 9, -1),
        LZ4("lz4", SegmentCodec.LZ4, 12, 0);

        private final String word;
        private final SegmentCodec codec;
        private final int highest;
        private final int standard;

        Method(String word, SegmentCodec codec, int highest, int standard) {
            this.word = word;
            this.codec = codec;
            this.highest = highest;
            this.standard = standard;
        }

        private SegmentCompression standard() {
            return new SegmentCompression(codec, standard);
        }

        private SegmentCompression with(int level) throws PgMessages.Fatal {
            if (level != standard && (level < 1 || level > highest)) {
                throw PgMessages.Fatal.plain(INVALID + algorithm(word) + " expects a compression level between 1 and "
                        + highest + " (default at " + standard + ")");
            }
            return new SegmentCompression(codec, level);
        }
    }

    /** Reads the option's value; empty where nothing is to be compressed. */
    static Optional<SegmentCompression> parse(String text) throws PgMessages.Fatal {
        if (text.matches("-?[0-9]*")) {
            return text.matches("-?0*") ? Optional.empty() : Optional.of(detailed(Method.GZIP, text));
        }
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        Optional<String> detail = colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1));
        return switch (name) {
            case "none" -> none(detail);
            case "gzip" -> Optional.of(of(Method.GZIP, detail));
            case "lz4" -> Optional.of(of(Method.LZ4, detail));
            case "zstd" -> throw PgMessages.Fatal.plain("compression with ZSTD is not yet supported");
            default -> throw PgMessages.Fatal.plain("unrecognized compression algorithm: \"" + name + "\"");
        };
    }

    private static Optional<SegmentCompression> none(Optional<String> detail) throws PgMessages.Fatal {
        if (detail.isPresent()) {
            level("none", detail.get());
            throw PgMessages.Fatal.plain(INVALID + algorithm("none") + " does not accept a compression level");
        }
        return Optional.empty();
    }

    private static SegmentCompression of(Method method, Optional<String> detail) throws PgMessages.Fatal {
        return detail.isPresent() ? detailed(method, detail.get()) : method.standard();
    }

    private static SegmentCompression detailed(Method method, String detail) throws PgMessages.Fatal {
        return method.with(level(method.word, detail));
    }

    /** A level alone, or options of which the last one holds. */
    private static int level(String word, String detail) throws PgMessages.Fatal {
        if (detail.matches("-?[0-9]{1,9}")) {
            return Integer.parseInt(detail);
        }
        int level = 0;
        for (String option : detail.split(",", -1)) {
            level = option(word, option);
        }
        return level;
    }

    private static int option(String word, String option) throws PgMessages.Fatal {
        int equals = option.indexOf('=');
        String name = equals < 0 ? option : option.substring(0, equals);
        String value = equals < 0 ? "" : option.substring(equals + 1);
        return switch (name) {
            case "level" -> integer(name, value);
            case "workers" ->
                throw PgMessages.Fatal.plain(INVALID + algorithm(word) + " does not accept a worker count");
            case "" ->
                throw PgMessages.Fatal.plain(INVALID + "found empty string where a compression option was expected");
            default -> throw PgMessages.Fatal.plain(INVALID + "unrecognized compression option: \"" + name + "\"");
        };
    }

    private static int integer(String name, String value) throws PgMessages.Fatal {
        if (value.isEmpty()) {
            throw PgMessages.Fatal.plain(INVALID + "compression option \"" + name + "\" requires a value");
        }
        if (!value.matches("-?[0-9]{1,9}")) {
            throw PgMessages.Fatal.plain(INVALID + "value for compression option \"" + name + "\" must be an integer");
        }
        return Integer.parseInt(value);
    }

    private static String algorithm(String word) {
        return "compression algorithm \"" + word + "\"";
    }
}
