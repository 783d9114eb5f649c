package io.jbarman.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.Fixtures;
import io.jbarman.picture.Picture;
import io.jbarman.picture.SvgText;
import io.jbarman.picture.TopologyPicture;
import io.jbarman.playbook.TopologyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pages of reports in a real browser, headless: {@code make reports-in-browser}, which needs Chromium and leaves
 * pictures in {@code target/reports}. No part of the suite, which needs no browser.
 */
final class ReportsInBrowser {
    private static final String CHROMIUM = System.getProperty("jbarman.chromium", "chromium");
    private static final Path PICTURES = Fixtures.checkout().resolve("target/reports");

    static Stream<String> pages() {
        return SampleReports.all().keySet().stream();
    }

    /** Asked by a page around it, which has a script; the report has none, and shows none of its hostile name. */
    @ParameterizedTest
    @MethodSource("pages")
    void fitsAPhoneAndRunsNothing(String kind) throws Exception {
        Path page = written(kind);
        String around =
                """
                <!DOCTYPE html><title>asking</title><body><iframe width=390 height=800 srcdoc="%s"></iframe>
                <script>addEventListener('load', () => {
                  const d = document.querySelector('iframe').contentDocument;
                  document.body.dataset.answer = [d.documentElement.scrollWidth <= 390, d.scripts.length,
                      d.title === 'caught', getComputedStyle(d.querySelector('.verdict')).fontWeight,
                      d.querySelector('h1').textContent].join('|');
                })</script>""".formatted(Files.readString(page).replace("&", "&amp;").replace("\"", "&quot;"));
        Path asking = Files.writeString(PICTURES.resolve("asking-" + kind + ".html"), around);

        String answer = chromium("--dump-dom", asking.toUri().toString());

        assertThat(answer).contains("data-answer=\"true|0|false|600|");
        assertThat(answer).contains("&lt;script&gt;document.title='caught'&lt;/script&gt;");
    }

    /** By the browser's own measures: no text runs out of the drawing or of its box; it is shown as an image as well. */
    @ParameterizedTest
    @ValueSource(strings = {"streaming", "standby", "two-datacentres", "house-rules"})
    void aDrawingIsReadable(String playbook) throws Exception {
        Path document = Fixtures.checkout().resolve("playbooks/" + playbook + ".yml");
        Picture picture = TopologyPicture.of(TopologyFile.read(document).orThrow());
        Files.createDirectories(PICTURES);
        Path drawing = Files.writeString(
                PICTURES.resolve(playbook + ".svg"),
                SvgText.of(new Picture(SampleReports.HOSTILE, picture.frames(), picture.arrows())));
        Path asking = Files.writeString(PICTURES.resolve("asking-" + playbook + ".html"), """
                <!DOCTYPE html><title>asking</title><body><img src="%s">%s
                <script>addEventListener('load', () => {
                  const svg = document.querySelector('svg'), all = svg.getBBox(), image = document.querySelector('img');
                  const edges = e => { const b = e.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height]; };
                  const holds = ([a, b, c, d], [x, y, z, w]) => a <= x + 1 && b <= y + 1 && c >= z - 1 && d >= w - 1;
                  const apart = ([a, b, c, d], [x, y, z, w]) => z <= a || x >= c || w - 3 <= b || y + 3 >= d;
                  const [page, ...boxes] = [...svg.querySelectorAll('rect')].map(edges);
                  const words = [...svg.querySelectorAll('text')].map(edges);
                  const inIts = words.filter(([x, y, z, w]) => boxes.some(([a, b, c, d]) => a < x && x < c && b < y && y < d));
                  document.body.dataset.answer = [image.naturalWidth === svg.width.baseVal.value, boxes.length,
                      words.every(one => holds(page, one)), inIts.length >= 2 * boxes.length,
                      inIts.every(one => boxes.some(box => holds(box, one))),
                      words.every((one, i) => words.slice(i + 1).every(other => apart(one, other))), document.title].join('|');
                })</script>""".formatted(
                        drawing.toUri(), Files.readString(drawing)));

        String answer = chromium("--dump-dom", asking.toUri().toString());

        assertThat(answer)
                .contains("data-answer=\"true|"
                        + picture.frames().stream()
                                .mapToInt(frame -> frame.boxes().size())
                                .sum() + "|true|true|true|true|asking\"");
        Path seen = PICTURES.resolve(playbook + ".png");
        chromium(
                "--screenshot=" + seen,
                "--window-size=1280,900",
                drawing.toUri().toString());
        assertThat(seen).exists();
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1280})
    void looksAsThePicturesShow(int width) throws Exception {
        for (String kind : SampleReports.all().keySet()) {
            Path picture = PICTURES.resolve(kind + "-" + width + ".png");
            chromium(
                    "--screenshot=" + picture,
                    "--window-size=" + width + ",2400",
                    "--hide-scrollbars",
                    written(kind).toUri().toString());
            assertThat(picture).exists();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void prints(String kind) throws Exception {
        Path paper = PICTURES.resolve(kind + ".pdf");
        chromium(
                "--print-to-pdf=" + paper,
                "--no-pdf-header-footer",
                written(kind).toUri().toString());
        assertThat(Files.readAllBytes(paper)).startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
    }

    /** By the browser's own measures of the page with the rules for paper in force: nothing is folded, cut off or dark. */
    @ParameterizedTest
    @MethodSource("pages")
    void onPaperNothingIsFolded(String kind) throws Exception {
        String page = Files.readString(written(kind));
        String around = """
                <!DOCTYPE html><title>asking</title><body><iframe width=794 height=1123 srcdoc="%s"></iframe>
                <script>addEventListener('load', () => {
                  const d = document.querySelector('iframe').contentDocument;
                  for (const sheet of d.styleSheets) for (const rule of sheet.cssRules)
                    if (rule.media) rule.media.mediaText = rule.media.mediaText === 'print' ? 'all' : 'not all';
                  const seen = e => e.getBoundingClientRect().height > 0;
                  const folded = [...d.querySelectorAll('details li')], paper = [...d.querySelectorAll('.on-paper li')];
                  document.body.dataset.answer = [d.documentElement.scrollWidth <= 794,
                      folded.length === paper.length && paper.every(seen) && !folded.some(seen),
                      d.defaultView.getComputedStyle(d.body).color, paper.length].join('|');
                })</script>""".formatted(page.replace("&", "&amp;").replace("\"", "&quot;"));
        Path asking = Files.writeString(PICTURES.resolve("paper-" + kind + ".html"), around);

        String answer =
                chromium("--force-dark-mode", "--dump-dom", asking.toUri().toString());

        assertThat(answer).contains("data-answer=\"true|true|rgb(0, 0, 0)|");
        assertThat(page).doesNotContain("::details-content");
    }

    private static Path written(String kind) throws IOException {
        Files.createDirectories(PICTURES);
        String page = SampleReports.all().getOrDefault(kind, "");
        return Files.writeString(PICTURES.resolve(kind + ".html"), page);
    }

    private static String chromium(String... arguments) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory("jbarman-browser");
        Path output = profile.resolve("out");
        List<String> words = new ArrayList<>(List.of(
                CHROMIUM,
                "--headless",
                "--no-sandbox",
                "--disable-background-networking",
                "--disable-quic",
                "--no-first-run",
                "--disable-gpu",
                "--user-data-dir=" + profile));
        words.addAll(List.of(arguments));
        Process process = new ProcessBuilder(words)
                .redirectOutput(output.toFile())
                .redirectError(profile.resolve("err").toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        assertThat(process.waitFor())
                .as(Files.readString(profile.resolve("err")))
                .isZero();
        return Files.readString(output);
    }
}
