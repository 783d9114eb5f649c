package io.jbarman.runtime;

import io.jbarman.json.JsonBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What this machine is and has, for {@code diagnose}, under Barman's names. What cannot be found out is empty. */
public final class SystemInfo {
    private static final int PATIENCE_SECONDS = 5;

    private SystemInfo() {}

    /** Looks. */
    public static JsonBuilder look() {
        return new JsonBuilder()
                .put("release", release())
                .put("kernel_ver", said("uname", "-a"))
                .put("python_ver", firstLine(said("python3", "--version")))
                .put("java_ver", Runtime.version().toString())
                .put("rsync_ver", firstLine(said("rsync", "--version")))
                .put("ssh_ver", firstLine(said("ssh", "-V")));
    }

    private static String release() {
        try {
            return Files.readAllLines(Path.of("/etc/os-release")).stream()
                    .filter(line -> line.startsWith("PRETTY_NAME="))
                    .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", ""))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    static String said(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
