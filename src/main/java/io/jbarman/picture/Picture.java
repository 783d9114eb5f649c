package io.jbarman.picture;

import java.util.List;

/**
 * Boxes in frames, and arrows between boxes.
 *
 * @param frames each box stands in one
 */
public record Picture(String title, List<Frame> frames, List<Arrow> arrows) {
    public Picture {
        frames = List.copyOf(frames);
        arrows = List.copyOf(arrows);
    }

    /** A frame; its label has a line feed between its lines. */
    public record Frame(String label, List<Box> boxes) {
        public Frame {
            boxes = List.copyOf(boxes);
        }
    }

    /**
     * A box.
     *
     * @param id tells it from all others; shown nowhere
     */
    public record Box(String id, String label) {}

    /** From one box to another, by their ids. */
    public record Arrow(String from, String to, String label) {}

    /** All boxes, frame by frame. */
    List<Box> boxes() {
        return frames.stream().flatMap(frame -> frame.boxes().stream()).toList();
    }
}
