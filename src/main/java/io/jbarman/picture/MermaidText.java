package io.jbarman.picture;

import io.jbarman.picture.Picture.Arrow;
import io.jbarman.picture.Picture.Box;
import io.jbarman.picture.Picture.Frame;
import java.util.HashMap;
import java.util.Map;

/** A picture as a Mermaid flowchart (Mermaid: "Flowcharts - Basic Syntax"), which GitHub and GitLab draw in Markdown. */
public final class MermaidText {
    private MermaidText() {}

    /** The chart; ends with a line feed. */
    public static String of(Picture picture) {
        Map<String, String> names = new HashMap<>();
        picture.boxes().forEach(box -> names.put(box.id(), "b" + names.size()));
        StringBuilder text = new StringBuilder("---\ntitle: " + quoted(picture.title()) + "\n---\nflowchart LR\n");
        for (int i = 0; i < picture.frames().size(); i++) {
            Frame frame = picture.frames().get(i);
            text.append("  subgraph f")
                    .append(i)
                    .append('[')
                    .append(quoted(frame.label()))
                    .append("]\n");
            for (Box box : frame.boxes()) {
                text.append("    ")
                        .append(names.get(box.id()))
                        .append('[')
                        .append(quoted(box.label()))
                        .append("]\n");
            }
            text.append("  end\n");
        }
        for (Arrow arrow : picture.arrows()) {
            String label = arrow.label().isEmpty() ? "" : "|" + quoted(arrow.label()) + "|";
            text.append("  ").append(names.get(arrow.from())).append(" -->").append(label);
            text.append(' ').append(names.get(arrow.to())).append('\n');
        }
        return text.toString();
    }

    private static String quoted(String label) {
        return '"'
                + label.replace("#", "#35;")
                        .replace("\"", "#quot;")
                        .replace("<", "#lt;")
                        .replace(">", "#gt;")
                        .replace("`", "#96;")
                        .replace("\n", "<br/>")
                + '"';
    }
}
