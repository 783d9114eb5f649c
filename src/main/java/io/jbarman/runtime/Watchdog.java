package io.jbarman.runtime;

import java.util.List;

/**
 * When systemd is told that we live. Starting all servers anew because one hangs would cost the others, so that one with
 * life in it is enough; and where none has any, a new process is the best that can be done. Pure.
 */
final class Watchdog {
    private Watchdog() {}

    /** Whether anything moves, or nothing is to. */
    static boolean isAlive(List<ServerStatus> servers) {
        return servers.isEmpty() || servers.stream().anyMatch(ServerStatus::showsLife);
    }
}
