package io.jbarman.runtime;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What systemd wants to hear of a service (sd_notify(3)), where {@code $NOTIFY_SOCKET} asks for it. The JDK has no
 * datagram sockets of the Unix domain; systemd-notify(1) is there wherever systemd is, so it says it for us, and the unit
 * allows it by {@code NotifyAccess=all}. Nothing waits for it but the last word.
 */
public final class ServiceNotices {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceNotices.class);
    private static final String PROGRAM = "systemd-notify";

    private final boolean wanted;
    private final Optional<Duration> watchdog;

    private ServiceNotices(boolean wanted, Optional<Duration> watchdog) {
        this.wanted = wanted;
        this.watchdog = watchdog;
    }

    /** As the environment asks for it. */
    public static ServiceNotices of(Map<String, String> environment) {
        String own = Long.toString(ProcessHandle.current().pid());
        boolean watched = environment.getOrDefault("WATCHDOG_PID", own).equals(own);
        return new ServiceNotices(
                !environment.getOrDefault("NOTIFY_SOCKET", "").isEmpty(),
                Optional.ofNullable(environment.get("WATCHDOG_USEC"))
                        .filter(text -> watched && text.matches("[1-9][0-9]{0,17}"))
                        .map(text -> Duration.ofNanos(Long.parseLong(text) * 1000)));
    }

    /** How often a sign of life is to be given: three times per {@code WATCHDOG_USEC}; empty if nobody waits for it. */
    Optional<Duration> signOfLifeEvery() {
        return wanted ? watchdog.map(limit -> limit.dividedBy(3)) : Optional.empty();
    }

    void ready(String status) {
        say("READY=1", "STATUS=" + status);
    }

    void reloading() {
        say("RELOADING=1");
    }

    void alive() {
        say("WATCHDOG=1");
    }

    void stopping() {
        say("STOPPING=1");
    }

    private void say(String... words) {
        if (!wanted) {
            return;
        }
        String[] command = new String[words.length + 1];
        command[0] = PROGRAM;
        System.arraycopy(words, 0, command, 1, words.length);
        try {
            CompletableFuture<Void> unused = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .thenAccept(ServiceNotices::heard);
        } catch (IOException e) {
            LOG.warn("{} cannot be run, so that systemd hears nothing: {}", PROGRAM, e.getMessage());
        }
    }

    private static void heard(Process process) {
        if (process.exitValue() != 0) {
            LOG.warn("{} ended with status {}", PROGRAM, process.exitValue());
        }
    }
}
