package io.jbarman.archive.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Whatever two shell commands do, as Barman runs them: from standard input to standard output, as the body of a
 * function, so that a pipeline is one filter (Barman: {@code custom_compression_filter}).
 *
 * @param environment what the commands find in theirs beside our own, such as a PATH
 */
public record FilterCodec(String compressor, String decompressor, Map<String, String> environment)
        implements StreamCodec {
    public FilterCodec {
        environment = Map.copyOf(environment);
    }

    @Override
    public OutputStream compress(OutputStream target) throws IOException {
        return new FilterOutput(start(compressor), compressor, target);
    }

    @Override
    public InputStream decompress(InputStream source) throws IOException {
        return new FilterInput(start(decompressor), decompressor, source);
    }

    private Process start(String filter) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-c", "filter(){ " + filter + "\n}; filter"));
        builder.environment().putAll(environment);
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }
}
