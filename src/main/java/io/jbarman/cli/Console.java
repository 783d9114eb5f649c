package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.report.DiagnosticText;
import io.jbarman.report.Ink;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Where a control-plane command talks: results to standard output, everything else to standard error. */
final class Console {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;

    Console(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
        this.terminal = Terminal.find().isPresent();
    }

    /** Colours only where there is a terminal that wants them (no-color.org). */
    Ink ink() {
        return new Ink(terminal && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM")));
    }

    boolean isTerminal() {
        return terminal;
    }

    void print(String text) {
        out.print(text);
        out.flush();
    }

    void warn(List<Diagnostic> problems) {
        if (!problems.isEmpty()) {
            err.print(DiagnosticText.withCodes(problems, Ink.NONE));
            err.flush();
        }
    }

    void note(String line) {
        err.println(line);
        err.flush();
    }

    /** What is being done, on a terminal only; the next line, or {@link #quiet}, takes its place. */
    void progress(String what) {
        if (terminal) {
            err.print("\r\u001b[K" + what);
            err.flush();
        }
    }

    /** Takes the last progress away. */
    void quiet() {
        progress("");
    }

    /** The answer to a question; empty at the end of input. */
    Optional<String> ask(String question) {
        return Terminal.find().map(console -> console.readLine("%s", question));
    }
}
