package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.engine.Finding;
import io.jbarman.report.DiagnosticText;
import io.jbarman.report.Documents;
import io.jbarman.report.DriftText;
import io.jbarman.report.ProblemsHtml;
import io.jbarman.report.ReportHead;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;

/** Looks again and again, one look at a time, and tells what has changed since the one before. */
final class DriftWatch {
    private final Console console;
    private final Duration every;
    private final boolean json;
    private final HtmlReports pages;
    private final DriftNotice notice;
    private List<Finding> before = List.of();
    private List<Finding> told = List.of();
    private List<Diagnostic> problemsBefore = List.of();
    private List<Diagnostic> failedBefore = List.of();
    private boolean first = true;

    DriftWatch(Console console, Duration every, boolean json, HtmlReports pages, DriftNotice notice) {
        this.console = console;
        this.every = every;
        this.json = json;
        this.pages = pages;
        this.notice = notice;
    }

    /** Never returns by itself: a signal ends it, and it has nothing to finish. */
    int run(Supplier<DriftVerb.Look> looking) throws InterruptedException {
        while (true) {
            long began = System.nanoTime();
            try {
                DriftVerb.Look look = looking.get();
                show(look);
                notice(look.json(), look.report().findings());
            } catch (ProblemException e) {
                console.quiet();
                tell(e.problems());
                pages.show(() -> ProblemsHtml.of(new ReportHead("drift", "", "", HtmlReports.now(), ""), e.problems()));
            }
            Duration left = every.minusNanos(System.nanoTime() - began);
            Thread.sleep(Math.max(0, left.toMillis()));
        }
    }

    private void show(DriftVerb.Look look) {
        List<Finding> now = look.report().findings();
        if (first || !now.equals(before) || !problemsBefore.isEmpty()) {
            console.print(json ? look.json() : changes(look, now));
        }
        first = false;
        before = now;
        problemsBefore = List.of();
        pages.show(look.page());
    }

    /** Tried again at the next look where it failed; said once for as long as it fails alike. */
    private void notice(String document, List<Finding> now) {
        List<Diagnostic> failed =
                now.equals(told) ? List.of() : notice.tell(document).stream().toList();
        if (!failed.equals(failedBefore)) {
            console.warn(failed);
        }
        failedBefore = failed;
        told = failed.isEmpty() ? now : told;
    }

    private String changes(DriftVerb.Look look, List<Finding> now) {
        StringBuilder text = new StringBuilder(look.at()).append("  ").append(DriftText.sum(look.report()));
        text.append('\n');
        now.stream()
                .filter(one -> !before.contains(one))
                .forEach(one -> text.append(DriftText.of(one, "  ", console.ink())));
        before.stream()
                .filter(one -> now.stream().noneMatch(other -> other.id().equals(one.id())))
                .forEach(one -> text.append("  gone  ").append(one.id()).append('\n'));
        return text.toString();
    }

    private void tell(List<Diagnostic> problems) {
        if (!problems.equals(problemsBefore)) {
            String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            console.print(json ? Documents.problems(problems) : at + "  " + DiagnosticText.of(problems));
        }
        first = false;
        problemsBefore = problems;
    }
}
