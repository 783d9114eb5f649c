package io.jbarman.cli;

import io.jbarman.report.OwnerHosts;
import io.jbarman.report.ReportHead;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/** A report as a page: on standard output, in a file beside what goes there, both, or neither. */
record HtmlReports(Console console, ControlOptions options) {
    /** Looks whether the file can be written, before anything is done. */
    void check() {
        file().ifPresent(ReportFile::check);
    }

    /** Makes the page if anybody wants it. */
    void show(Supplier<String> page) {
        if (!options.html() && file().isEmpty()) {
            return;
        }
        String text = page.get();
        if (options.html()) {
            console.print(text);
        }
        file().ifPresent(file -> file.write(text));
    }

    private Optional<ReportFile> file() {
        return Optional.ofNullable(options.report).map(ReportFile::new);
    }

    static ReportHead head(String what, ControlPlane plane) {
        return new ReportHead(
                what, plane.topology().name(), plane.loaded().file().toString(), now(), plane.costWords());
    }

    static OwnerHosts hosts(ControlPlane plane) {
        return OwnerHosts.of(plane.topology());
    }

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
