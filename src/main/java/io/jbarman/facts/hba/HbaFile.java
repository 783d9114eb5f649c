package io.jbarman.facts.hba;

/**
 * The client authentication file. Not printed whole: its foreign lines may hold passwords of LDAP or RADIUS.
 *
 * @param path absolute
 * @param newerThanLoaded whether it was written after the server last read its configuration, by the server's clock and
 *     to the second
 */
public record HbaFile(String path, String text, boolean newerThanLoaded) {
    @Override
    public String toString() {
        return "HbaFile[" + path + "]";
    }
}
