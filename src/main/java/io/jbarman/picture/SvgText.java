package io.jbarman.picture;

import io.jbarman.picture.Picture.Arrow;
import io.jbarman.picture.Picture.Box;
import io.jbarman.picture.Picture.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A picture as SVG, drawn here: columns of boxes, each with its frame's first line above its own. Nothing is loaded by it. */
public final class SvgText {
    private static final int CHARACTER = 8;
    private static final int LINE = 16;
    private static final int PADDING = 8;
    private static final int BETWEEN_BOXES = 18;
    private static final int MARGIN = 16;
    private static final int TITLE = 32;
    private static final String LABEL = "fill=\"#333\"";

    private final Picture picture;
    private final Map<String, List<String>> lines = new HashMap<>();
    private final Map<String, Rectangle> places = new HashMap<>();
    private int width;
    private int height;

    private record Rectangle(int x, int y, int width, int height) {
        int middle() {
            return y + height / 2;
        }
    }

    private SvgText(Picture picture) {
        this.picture = picture;
        for (Frame frame : picture.frames()) {
            frame.boxes().forEach(box -> lines.put(box.id(), lines(frame, box)));
        }
        place();
    }

    private static List<String> lines(Frame frame, Box box) {
        return Stream.concat(
                        Stream.of(frame.label().split("\n", -1)[0]),
                        Stream.of(box.label().split("\n", -1)))
                .toList();
    }

    /** The drawing; ends with a line feed. */
    public static String of(Picture picture) {
        return new SvgText(picture).text();
    }

    private void place() {
        int x = MARGIN;
        for (List<String> column : Layout.of(picture).columns()) {
            int y = MARGIN + TITLE;
            int widest = 0;
            for (String id : column) {
                Rectangle box = new Rectangle(x, y, boxWidth(id), lines(id).size() * LINE + 2 * PADDING);
                places.put(id, box);
                y += box.height() + BETWEEN_BOXES;
                widest = Math.max(widest, box.width());
            }
            width = Math.max(width, x + widest + MARGIN);
            height = Math.max(height, y + MARGIN);
            x += widest + gap(column);
        }
        width = Math.max(width, picture.title().length() * CHARACTER + 2 * MARGIN);
    }

    private List<String> lines(String id) {
        return lines.getOrDefault(id, List.of());
    }

    private int boxWidth(String id) {
        return lines(id).stream().mapToInt(String::length).max().orElse(0) * CHARACTER + 2 * PADDING;
    }

    /** Room for the labels of the arrows that leave a column. */
    private int gap(List<String> column) {
        int label = picture.arrows().stream()
                .filter(arrow -> column.contains(arrow.from()))
                .mapToInt(arrow -> arrow.label().length())
                .max()
                .orElse(0);
        return Math.max(48, label * CHARACTER + 2 * MARGIN);
    }

    private String text() {
        List<String> parts = new ArrayList<>();
        parts.add("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + width + " " + height + "\" font-family=\"monospace\" font-size=\"13\">");
        parts.add("<title>" + escaped(picture.title()) + "</title>");
        parts.add(
                "<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\""
                        + " orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#555\"/></marker></defs>");
        parts.add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        parts.add(words(MARGIN, MARGIN + LINE, "font-weight=\"bold\"", picture.title()));
        picture.arrows().forEach(arrow -> parts.add(arrow(arrow)));
        picture.boxes().forEach(box -> parts.add(box(box)));
        parts.add("</svg>");
        return String.join("\n", parts) + "\n";
    }

    private String box(Box box) {
        Rectangle place = place(box.id());
        StringBuilder text = new StringBuilder("<rect x=\"" + place.x() + "\" y=\"" + place.y() + "\" width=\""
                + place.width() + "\" height=\"" + place.height()
                + "\" rx=\"4\" fill=\"#f4f7fb\" stroke=\"#557\"/>");
        int y = place.y() + PADDING + LINE - 4;
        for (int i = 0; i < lines(box.id()).size(); i++) {
            String style = i == 0 ? "fill=\"#667\"" : "";
            text.append(words(
                    place.x() + PADDING, y + i * LINE, style, lines(box.id()).get(i)));
        }
        return text.toString();
    }

    private String arrow(Arrow arrow) {
        Rectangle from = place(arrow.from());
        Rectangle to = place(arrow.to());
        int x = from.x() + from.width();
        int bend = Math.max(24, (to.x() - x) / 2);
        String path = "<path d=\"M" + x + " " + from.middle() + "C" + (x + bend) + " " + from.middle() + " "
                + (to.x() - bend) + " " + to.middle() + " " + to.x() + " " + to.middle()
                + "\" fill=\"none\" stroke=\"#555\" marker-end=\"url(#tip)\"/>";
        return arrow.label().isEmpty() ? path : path + label(arrow, x, from, to);
    }

    /** Where arrows part, each has its label at its tip: what stands at their beginning would be on top of each other. */
    private String label(Arrow arrow, int x, Rectangle from, Rectangle to) {
        long parting = picture.arrows().stream()
                .filter(other -> other.from().equals(arrow.from()))
                .count();
        List<Arrow> meeting = picture.arrows().stream()
                .filter(other -> other.to().equals(arrow.to()))
                .toList();
        int atTip = to.x() - arrow.label().length() * CHARACTER - 2 * PADDING;
        return parting < 2
                ? words(x + PADDING, from.middle() - 4, LABEL, arrow.label())
                : words(atTip, to.middle() - 4 - meeting.indexOf(arrow) * LINE, LABEL, arrow.label());
    }

    private Rectangle place(String id) {
        return places.getOrDefault(id, new Rectangle(0, 0, 0, 0));
    }

    private static String words(int x, int y, String style, String text) {
        return "<text x=\"" + x + "\" y=\"" + y + "\" " + style + ">" + escaped(text) + "</text>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
