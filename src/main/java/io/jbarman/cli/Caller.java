package io.jbarman.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who runs this process, for others to see. */
final class Caller {
    /** No name service is asked, which could take its time. */
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private Caller() {}

    /** {@code ops@control, process 1234}. */
    static String words() {
        return System.getProperty("user.name", "someone") + "@" + host() + ", process "
                + ProcessHandle.current().pid();
    }

    private static String host() {
        try {
            return Files.readString(HOST_NAME).strip();
        } catch (IOException noSuchSystem) {
            return System.getenv().getOrDefault("HOSTNAME", "an unnamed host");
        }
    }
}
