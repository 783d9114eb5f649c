package io.jbarman.transport;

/**
 * What {@code stat} tells of a file.
 *
 * @param mode permission bits, as 0640
 * @param modified seconds since 1970
 */
public record FileStat(FileKind kind, int mode, String owner, String group, long size, long modified) {
    /** The kinds that jbarman tells apart. */
    public enum FileKind {
        FILE,
        DIRECTORY,
        SYMLINK,
        SOCKET,
        OTHER
    }

    /** The mode as people write it: {@code 0640}. */
    public String modeText() {
        return String.format("%04o", mode);
    }
}
