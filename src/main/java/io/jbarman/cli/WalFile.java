package io.jbarman.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A WAL file that is written into a directory: there whole, or not at all. */
final class WalFile implements AutoCloseable {
    private final Path place;
    private final Path temporary;
    private Optional<OutputStream> stream = Optional.empty();

    WalFile(Path directory, String name) {
        this.place = directory.resolve(name);
        this.temporary =
                directory.resolve("." + name + "." + ProcessHandle.current().pid() + ".tmp");
    }

    /** The directory cannot be written. */
    static final class Unwritable extends IOException {
        private static final long serialVersionUID = 1;

        Unwritable(Path place, IOException cause) {
            super("Unable to open '" + place + "' file: " + cause, cause);
        }
    }

    OutputStream open() throws Unwritable {
        try {
            OutputStream opened = Files.newOutputStream(temporary);
            stream = Optional.of(opened);
            return opened;
        } catch (IOException e) {
            throw new Unwritable(place, e);
        }
    }

    /** Gives it its name, which it gives back. */
    Path finish() throws IOException {
        if (stream.isPresent()) {
            stream.get().close();
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
        }
        return place;
    }

    @Override
    public void close() throws IOException {
        if (stream.isPresent()) {
            stream.get().close();
            Files.deleteIfExists(temporary);
        }
    }
}
