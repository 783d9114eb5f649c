package io.jbarman.runtime;

import io.jbarman.pg.SegmentName;

/** Told of segments that are not as their server wrote them. All of it must return at once. */
interface Damage {
    /** For archivers that can do nothing about it. */
    Damage IGNORED = new Damage() {
        @Override
        public void setAside(SegmentName segment) {}

        @Override
        public void flawed(SegmentName segment) {}
    };

    /** It was set aside for its pages. */
    void setAside(SegmentName segment);

    /** It is archived, and has a wrong record. */
    void flawed(SegmentName segment);
}
