package io.jbarman.picture;

import io.jbarman.picture.Picture.Arrow;
import io.jbarman.picture.Picture.Box;
import io.jbarman.picture.Picture.Frame;

/** A picture in Graphviz's language (Graphviz: "DOT Language"). */
public final class DotText {
    private DotText() {}

    /** The graph; ends with a line feed. */
    public static String of(Picture picture) {
        StringBuilder text = new StringBuilder("digraph " + quoted(picture.title()) + " {\n  rankdir=LR;\n");
        text.append("  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n");
        for (int i = 0; i < picture.frames().size(); i++) {
            Frame frame = picture.frames().get(i);
            text.append("  subgraph cluster_").append(i).append(" {\n    label=");
            text.append(quoted(frame.label())).append(";\n");
            for (Box box : frame.boxes()) {
                text.append("    ").append(quoted(box.id())).append(" [label=");
                text.append(quoted(box.label())).append("];\n");
            }
            text.append("  }\n");
        }
        for (Arrow arrow : picture.arrows()) {
            text.append("  ").append(quoted(arrow.from())).append(" -> ").append(quoted(arrow.to()));
            text.append(arrow.label().isEmpty() ? "" : " [label=" + quoted(arrow.label()) + "]")
                    .append(";\n");
        }
        return text.append("}\n").toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
