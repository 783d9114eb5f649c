package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a Barman verb says: on the console at once, as JSON all in one object at the end. Having said an error makes the
 * exit status 1.
 */
final class BarmanOutput {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final boolean quiet;
    private final JsonBuilder results = new JsonBuilder();
    private final Map<String, List<String>> messages = new LinkedHashMap<>();
    private boolean failed;
    private boolean written;

    BarmanOutput(PrintWriter out, PrintWriter err, boolean json, boolean quiet) {
        this.out = out;
        this.err = err;
        this.json = json;
        this.quiet = quiet;
    }

    boolean isJson() {
        return json;
    }

    /** Something for people. */
    void info(String message) {
        note("_INFO", message);
        if (!json && !quiet) {
            out.println(message);
        }
    }

    void warning(String message) {
        note("_WARNING", message);
        if (!json) {
            err.println("WARNING: " + message);
        }
    }

    void error(String message) {
        failed = true;
        note("_ERROR", message);
        if (!json) {
            err.println("ERROR: " + message);
        }
    }

    /** Problems with place and remedy. */
    void problems(ProblemException problem) {
        for (Diagnostic each : problem.problems()) {
            String place = each.origin().map(origin -> origin + ": ").orElse("");
            String detail = each.detail().isEmpty() ? "" : "\n  " + each.detail();
            String text = place + each.summary() + detail + (each.hint().isEmpty() ? "" : "\n  hint: " + each.hint());
            if (each.isError()) {
                error(text);
            } else {
                warning(text);
            }
        }
    }

    /** The exit status is 1 without another word: the result says it. */
    void fail() {
        failed = true;
    }

    /** A result for programs. */
    void result(String name, JsonObject value) {
        results.put(name, value);
    }

    /** A line of a result for people. */
    void line(String text) {
        if (!json && !quiet) {
            out.println(text);
        }
    }

    /** A result that is JSON itself, whatever the format is. */
    void raw(String text) {
        written = true;
        out.println(text);
    }

    /** Ends the output and gives the exit status. */
    int finish() {
        if (json && !written) {
            messages.forEach(results::putTexts);
            out.println(Json.write(results.build()));
        }
        out.flush();
        err.flush();
        return failed ? ExitStatus.FAILED : ExitStatus.OK;
    }

    private void note(String list, String message) {
        messages.computeIfAbsent(list, name -> new ArrayList<>()).add(message);
    }
}
