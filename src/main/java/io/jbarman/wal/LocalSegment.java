package io.jbarman.wal;

import io.jbarman.pg.SegmentName;

/** A segment found in the directory, under its final name or as NAME.partial. */
record LocalSegment(SegmentName name, boolean complete) {}
