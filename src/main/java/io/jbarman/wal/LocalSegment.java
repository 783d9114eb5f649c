package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import java.nio.file.Path;

/** A segment found in the directory, under its final name or as NAME.partial, compressed or not. */
record LocalSegment(SegmentName name, boolean complete, Path file) {}
