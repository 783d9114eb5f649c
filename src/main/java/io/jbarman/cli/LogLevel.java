package io.jbarman.cli;

import java.util.Arrays;
import java.util.List;

/** How much is logged. Apart from {@link LogConfigurator}, so that deciding it loads nothing of the logging library. */
final class LogLevel {
    /** The system property that carries it to the configurator. */
    static final String PROPERTY = "jbarman.log";

    private LogLevel() {}

    /** Decides by the command line. Nothing is loaded before somebody logs. */
    static void decide(String... args) {
        System.setProperty(PROPERTY, levelFor(Arrays.asList(args)));
    }

    /** The name of the least level that is logged. */
    static String levelFor(List<String> args) {
        if (args.contains("--debug")) {
            return "DEBUG";
        }
        return args.contains("runtime") || args.contains("receive-wal") ? "INFO" : "OFF";
    }
}
