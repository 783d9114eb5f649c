package io.jbarman.runtime;

import io.jbarman.archive.Compressions;
import io.jbarman.archive.CustomCompression;
import io.jbarman.archive.WalCodecs;
import io.jbarman.archive.codec.FilterCodec;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How servers compress WAL, from their configuration (Barman: "compression" and the options beside it). */
public final class WalCompressions {
    private static final String COMPRESSION = "compression";
    private static final String CUSTOM = "custom";

    private WalCompressions() {}

    /**
     * How a server's WAL is to be compressed, and read.
     *
     * @throws ProblemException if the compression is none that can be written, or lacks its filters
     */
    public static WalCodecs of(ServerConfig server) {
        Optional<CustomCompression> custom = custom(server);
        if (server.compression().filter(CUSTOM::equals).isPresent()) {
            CustomCompression chosen = custom.orElseThrow(() -> new ProblemException(incomplete(server)));
            return new WalCodecs(chosen.compression(), custom);
        }
        String level = server.find("compression_level").orElse("medium").toLowerCase(Locale.ROOT);
        return Compressions.byName(server.compression(), level)
                .map(chosen -> new WalCodecs(
                        chosen, custom.filter(filters -> filters.magic().isPresent())))
                .orElseThrow(() -> new ProblemException(unsupported(server)));
    }

    /** Both filters, or none; beside another compression they still read what they wrote, if it can be told by a magic. */
    private static Optional<CustomCompression> custom(ServerConfig server) {
        Optional<String> compressor = server.find("custom_compression_filter");
        Optional<String> decompressor = server.find("custom_decompression_filter");
        return compressor.isPresent() && decompressor.isPresent()
                ? Optional.of(new CustomCompression(
                        new FilterCodec(compressor.get(), decompressor.get(), path(server)), magic(server)))
                : Optional.empty();
    }

    private static Map<String, String> path(ServerConfig server) {
        return server.find("path_prefix")
                .map(prefix -> Map.of("PATH", prefix + ":" + System.getenv().getOrDefault("PATH", "/usr/bin:/bin")))
                .orElse(Map.of());
    }

    private static Optional<String> magic(ServerConfig server) {
        return server.find("custom_compression_magic")
                .map(text -> text.toLowerCase(Locale.ROOT).replaceFirst("^0x", ""));
    }

    private static Diagnostic incomplete(ServerConfig server) {
        return at(
                server,
                Diagnostic.error(
                        "compression-incomplete",
                        "compression custom of server '" + server.name()
                                + "' needs custom_compression_filter and custom_decompression_filter",
                        "set both, such as 'zstd -c' and 'zstd -dc', or set compression = zstd"));
    }

    private static Diagnostic unsupported(ServerConfig server) {
        return at(
                server,
                Diagnostic.error(
                        "compression-unsupported",
                        "compression " + server.compression().orElse("none") + " of server '" + server.name()
                                + "' is not built in yet",
                        "set compression = zstd or gzip, or leave it out"));
    }

    private static Diagnostic at(ServerConfig server, Diagnostic problem) {
        return server.origins().containsKey(COMPRESSION)
                ? problem.at(server.origins().get(COMPRESSION))
                : problem;
    }
}
