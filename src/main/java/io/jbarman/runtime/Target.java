package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;

/**
 * What is wanted of a server.
 *
 * @param leaving whether it has gone from the configuration
 */
record Target(ServerConfig config, DesiredState desired, boolean leaving) {
    boolean archives() {
        return !leaving && config.active() && !config.isBroken() && desired != DesiredState.STOPPED;
    }

    boolean receives() {
        return archives() && desired == DesiredState.RUNNING && config.streamingArchiver();
    }
}
