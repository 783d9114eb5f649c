package io.jbarman.ingest;

import io.jbarman.archive.ArchiveStore;
import io.jbarman.archive.WalFileName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A place where a WAL file may be. */
interface WalPlace {
    /**
     * Its content as stored there.
     *
     * @throws java.nio.file.NoSuchFileException if it is not there, or not there any more
     */
    InputStream open() throws IOException;

    /**
     * The places to look at for a file of that name, in Barman's order. The archive comes again at the end, since the
     * archiver moves files there meanwhile; so does a segment that its receiver completes.
     */
    static List<WalPlace> of(WalFileName name, Outlet outlet, boolean partial) {
        List<WalPlace> places = new ArrayList<>();
        places.add(archived(outlet.wals(), name.key()));
        places.add(file(outlet.incoming(), name.name()));
        places.add(file(outlet.streaming(), name.name()));
        if (partial && name.kind() == WalFileName.Kind.SEGMENT) {
            String begun = name.name() + ".partial";
            places.add(file(outlet.streaming(), begun));
            places.add(file(outlet.streaming(), name.name()));
            places.add(archived(outlet.wals(), name.key() + ".partial"));
            places.add(file(outlet.incoming(), begun));
        }
        places.add(archived(outlet.wals(), name.key()));
        return places;
    }

    private static WalPlace archived(ArchiveStore wals, String key) {
        return () -> wals.open(key);
    }

    private static WalPlace file(Path directory, String name) {
        return () -> Files.newInputStream(directory.resolve(name));
    }
}
