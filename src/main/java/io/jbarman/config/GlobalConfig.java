package io.jbarman.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code [barman]} says, defaults filled in.
 *
 * @param file the main file of the configuration
 */
public record GlobalConfig(Path file, Map<String, String> values) {
    public GlobalConfig {
        values = Map.copyOf(values);
    }

    /** Barman's root directory. */
    public Path barmanHome() {
        return Path.of(text("barman_home"));
    }

    /** The account that everything runs as. */
    public String barmanUser() {
        return text("barman_user");
    }

    /** Where the locks are that Barman holds as well. */
    public Path lockDirectory() {
        return Path.of(text("barman_lock_directory"));
    }

    /** The log; empty for standard error. */
    public Optional<Path> logFile() {
        return find("log_file").map(Path::of);
    }

    /** Barman's name of the least level that is logged. */
    public String logLevel() {
        return text("log_level");
    }

    /** Whether each line of the log is a JSON object. */
    public boolean logsJson() {
        return find("jbarman_log_format")
                .map(value -> value.equalsIgnoreCase("json"))
                .orElse(false);
    }

    /** Where the runtime keeps {@code runtime.json} and its control socket. */
    public Path runDirectory() {
        return Path.of(text("jbarman_run_directory"));
    }

    /** The value of an option that need not be set. */
    public Optional<String> find(String option) {
        return Optional.ofNullable(values.get(option)).filter(value -> !value.isEmpty());
    }

    private String text(String option) {
        return find(option).orElseThrow(() -> new IllegalStateException(option + " has no value"));
    }
}
