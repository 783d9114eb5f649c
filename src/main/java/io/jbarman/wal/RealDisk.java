package io.jbarman.wal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The file system itself. */
public final class RealDisk implements Disk {
    private static final RealDisk OWNER_ONLY = new RealDisk("rw-------");
    private static final RealDisk GROUP_READABLE = new RealDisk("rw-r-----");

    private final FileAttribute<Set<PosixFilePermission>> permissions;

    private RealDisk(String permissions) {
        this.permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    /** New files are their owner's only. */
    public static Disk ownerOnly() {
        return OWNER_ONLY;
    }

    /** New files may be read by the group, as those of a cluster with {@code initdb --allow-group-access}. */
    public static Disk groupReadable() {
        return GROUP_READABLE;
    }

    @Override
    public FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        return FileChannel.open(file, options, permissions);
    }

    @Override
    public void force(Path file, FileChannel channel) throws IOException {
        channel.force(false);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void link(Path file, Path name) throws IOException {
        Files.createLink(name, file);
    }

    @Override
    public void rename(Path file, Path name) throws IOException {
        Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.delete(file);
    }
}
