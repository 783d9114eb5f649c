package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a server's hook scripts, each once, by a shell, with Barman's variables. */
record HookRun(ServerConfig server) {
    private static final Logger LOG = LoggerFactory.getLogger(HookRun.class);
    private static final int NOT_RUN = 127;
    private static final int LONGEST_OUTPUT = 10_000;

    /** The script's exit status; 0 where the configuration has none. A failure is logged with what it wrote. */
    int run(String phase, String hook, boolean retry, Map<String, String> about) {
        return server.find(phase + "_" + hook)
                .map(script -> run(script, phase, hook, retry, about))
                .orElse(0);
    }

    private int run(String script, String phase, String hook, boolean retry, Map<String, String> about) {
        ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-c", script)).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.putAll(about);
        environment.put("BARMAN_VERSION", version());
        environment.put("BARMAN_SERVER", server.name());
        environment.put("BARMAN_CONFIGURATION", server.global().file().toString());
        environment.put("BARMAN_HOOK", hook);
        environment.put("BARMAN_RETRY", retry ? "1" : "0");
        environment.put("BARMAN_PHASE", phase);
        server.find("path_prefix")
                .ifPresent(prefix -> environment.merge("PATH", prefix, (old, more) -> more + ":" + old));
        return ended(builder, phase + "_" + hook);
    }

    private int ended(ProcessBuilder builder, String option) {
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = output(process.getInputStream());
            return told(option, process.waitFor(), output);
        } catch (IOException e) {
            return told(option, NOT_RUN, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return told(option, NOT_RUN, "interrupted");
        }
    }

    private static String output(InputStream stream) throws IOException {
        String output = new String(stream.readNBytes(LONGEST_OUTPUT), StandardCharsets.UTF_8).strip();
        stream.transferTo(OutputStream.nullOutputStream());
        return output;
    }

    private int told(String option, int status, String output) {
        if (status != 0) {
            LOG.warn("server '{}': {} returned {}: {}", server.name(), option, status, output);
        }
        return status;
    }

    private static String version() {
        String version = HookRun.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }
}
