package io.jbarman.cli;

import picocli.CommandLine;

/** {@code jbarman VERSION}, as the build wrote it into the jar's manifest. */
final class VersionProvider implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"jbarman " + version()};
    }

    /** The version alone. */
    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
