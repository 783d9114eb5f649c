package io.jbarman.wal;

import io.jbarman.pg.WalSegmentSize;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Segments that should be there, since earlier and later ones are. Pure. */
final class Holes {
    private Holes() {}

    /** What is missing among complete segments, whatever their timelines; archiving takes away the oldest first. */
    static Optional<String> describe(List<LocalSegment> segments, WalSegmentSize size) {
        List<Long> numbers = segments.stream()
                .filter(LocalSegment::complete)
                .map(segment -> size.segmentNumber(segment.name().start(size)))
                .sorted()
                .distinct()
                .toList();
        String missing = java.util.stream.IntStream.range(1, numbers.size())
                .filter(index -> numbers.get(index) > numbers.get(index - 1) + 1)
                .mapToObj(index -> range(numbers.get(index - 1) + 1, numbers.get(index) - 1))
                .collect(Collectors.joining(", "));
        return missing.isEmpty() ? Optional.empty() : Optional.of(missing);
    }

    private static String range(long first, long last) {
        return first == last
                ? "segment number " + Long.toHexString(first)
                : "segments number " + Long.toHexString(first) + " to " + Long.toHexString(last);
    }
}
