package io.jbarman.plan;

import java.util.List;
import java.util.stream.Collectors;

/**
 * jbarman as it is put on another host: every file with its checksum, in a directory named by all of them.
 *
 * @param home absolute path of the directory that holds all of them
 * @param version of jbarman
 * @param files the launcher, the jar, the libraries
 */
public record Release(String home, String version, List<ShippedFile> files) {
    /** Where releases are unless a document says otherwise. */
    public static final String HOME = "/opt/jbarman";

    private static final int SHORT = 12;

    public Release {
        files = List.copyOf(files);
    }

    /** One in the usual place. */
    public Release(String version, List<ShippedFile> files) {
        this(HOME, version, files);
    }

    /** The same in another place. */
    public Release in(String place) {
        return new Release(place, version, files);
    }

    /** The launcher of the release that is in use below such a directory. */
    public static String currentLauncher(String home) {
        return home + "/current/jbarman";
    }

    /**
     * One file.
     *
     * @param name below the release's directory
     * @param source absolute path on the control node
     * @param sha256 in hexadecimal
     */
    public record ShippedFile(String name, String source, String sha256) {}

    /** What {@code sha256sum -c} checks. */
    public String sums() {
        return files.stream()
                .map(file -> file.sha256() + "  " + file.name() + "\n")
                .collect(Collectors.joining());
    }

    /** Another one for other files. */
    public String id() {
        return version + "-" + Fingerprint.of(sums()).substring(0, SHORT);
    }

    /** Where it is on every host that has it. */
    public String directory() {
        return home + "/releases/" + id();
    }

    /** Its launcher, by the path that its process shows. */
    public String launcher() {
        return directory() + "/jbarman";
    }
}
