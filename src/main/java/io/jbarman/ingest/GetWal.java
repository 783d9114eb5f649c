package io.jbarman.ingest;

import io.jbarman.archive.Compressions;
import io.jbarman.archive.WalCodecs;
import io.jbarman.archive.WalCompression;
import io.jbarman.archive.WalFileName;
import io.jbarman.archive.codec.UnclosedStream;
import io.jbarman.ingest.WalRequest.Delivery;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/** Gives WAL out, as {@code barman get-wal} does (Barman: "get-wal"). Safe for use by several threads. */
public final class GetWal {
    private static final String LEVEL = "medium";
    private static final int BUFFER = 1 << 18;

    private final Outlet outlet;

    public GetWal(Outlet outlet) {
        this.outlet = outlet;
    }

    /** What {@code --test} says. */
    public Answer test() {
        return Answer.done(List.of("Ready to retrieve WAL files from the server " + outlet.server()));
    }

    /** Up to so many names of files that are there, beginning with this one and without a gap. */
    public Answer peek(String text, int most) throws IOException {
        Optional<WalFileName> name = WalFileName.parse(text);
        return name.isEmpty() ? invalid(text) : Answer.done(new Lookahead(outlet).names(name.get(), most));
    }

    /** Where the bytes go, asked for when there are some. */
    public interface Destination {
        /** The stream for them; it is flushed at the end, and not closed. */
        OutputStream open() throws IOException;
    }

    /**
     * Delivers a file. Nothing is opened unless it is there.
     *
     * @throws IOException if it could not be read or written; what was written then is worthless
     */
    public Answer deliver(WalRequest request, Destination destination) throws IOException {
        Optional<WalFileName> name = WalFileName.parse(request.name());
        if (name.isEmpty()) {
            return invalid(request.name());
        }
        Optional<WalCompression> wanted = Compressions.byName(request.delivery().compression(), LEVEL);
        if (wanted.isEmpty()) {
            return Answer.failed(
                    "compression " + request.delivery().compression().orElse("") + " is not built in");
        }
        return found(name.get(), request, wanted.get(), destination)
                ? Answer.done(List.of())
                : missing(name.get(), request, wanted.get(), destination);
    }

    private boolean found(WalFileName name, WalRequest request, WalCompression wanted, Destination destination)
            throws IOException {
        for (WalPlace place : WalPlace.of(name, outlet, request.partial())) {
            if (sent(place, request.delivery(), wanted, destination)) {
                return true;
            }
        }
        return false;
    }

    /** Who recovers takes "not found" for the end of WAL, so it is said only where nothing else can be the matter. */
    private Answer missing(WalFileName name, WalRequest request, WalCompression wanted, Destination destination)
            throws IOException {
        if (outlet.wals().isEmpty()) {
            return Answer.failed("the archive of server '" + outlet.server() + "' has no WAL at all, neither "
                    + request.name() + " nor any other: is the disk of its wals_directory mounted?");
        }
        if (!outlet.catalogue().lists(request.name())) {
            return Answer.failed("WAL file '" + request.name() + "' not found in server '" + outlet.server() + "'");
        }
        // It may have been archived since it was looked for.
        return found(name, request, wanted, destination)
                ? Answer.done(List.of())
                : Answer.failed("WAL file '" + request.name() + "' was archived by server '" + outlet.server()
                        + "' and is gone: put it back, or recover to a target before it");
    }

    private static Answer invalid(String name) {
        return Answer.failed(3, "'" + name + "' is not a valid wal file name");
    }

    private boolean sent(WalPlace place, Delivery delivery, WalCompression wanted, Destination destination)
            throws IOException {
        try (BufferedInputStream stored = new BufferedInputStream(place.open(), BUFFER)) {
            WalCodecs codecs = outlet.codecs();
            Optional<String> compression = codecs.detect(stored);
            boolean asIs = delivery.asStored() || compression.equals(wanted.name());
            copy(asIs ? stored : codecs.plain(stored), asIs ? WalCompression.NONE : wanted, destination.open());
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private static void copy(InputStream from, WalCompression compression, OutputStream target) throws IOException {
        try (OutputStream to = compression.codec().compress(new UnclosedStream(target))) {
            byte[] buffer = new byte[BUFFER];
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                to.write(buffer, 0, count);
            }
        }
    }
}
