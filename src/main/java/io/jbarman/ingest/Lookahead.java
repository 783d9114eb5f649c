package io.jbarman.ingest;

import io.jbarman.archive.SegmentSizes;
import io.jbarman.archive.WalFileName;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which files follow one in an archive. Partial ones are none. */
final class Lookahead {
    private final Outlet outlet;

    Lookahead(Outlet outlet) {
        this.outlet = outlet;
    }

    /** The names, in order; none if the first is not there. Only segments have successors. */
    List<String> names(WalFileName first, int most) throws IOException {
        List<String> names = new ArrayList<>();
        Optional<WalSegmentSize> size = size(first);
        Optional<String> next = Optional.of(first.name());
        while (next.isPresent() && names.size() < most && exists(next.get())) {
            names.add(next.get());
            next = following(next.get(), first.kind(), size);
        }
        return names;
    }

    private static Optional<String> following(String name, WalFileName.Kind kind, Optional<WalSegmentSize> size) {
        return kind == WalFileName.Kind.SEGMENT
                ? size.map(bytes -> SegmentName.parse(name).next(bytes).toString())
                : Optional.empty();
    }

    private boolean exists(String name) throws IOException {
        return look(name, stream -> true).isPresent();
    }

    /** How large its cluster's segments are, as its own header says. */
    private Optional<WalSegmentSize> size(WalFileName first) throws IOException {
        return first.kind() == WalFileName.Kind.SEGMENT
                ? look(first.name(), stored -> SegmentSizes.of(outlet.codecs().plain(stored)))
                        .flatMap(found -> found)
                : Optional.empty();
    }

    private interface Look<T> {
        T at(InputStream content) throws IOException;
    }

    private <T> Optional<T> look(String name, Look<T> look) throws IOException {
        WalFileName file = WalFileName.parse(name).orElseThrow();
        Optional<T> seen = Optional.empty();
        for (WalPlace place : WalPlace.of(file, outlet, false)) {
            seen = seen.isPresent() ? seen : look(place, look);
        }
        return seen;
    }

    private static <T> Optional<T> look(WalPlace place, Look<T> look) throws IOException {
        try (InputStream content = place.open()) {
            return Optional.of(look.at(content));
        } catch (NoSuchFileException elsewhere) {
            return Optional.empty();
        }
    }
}
