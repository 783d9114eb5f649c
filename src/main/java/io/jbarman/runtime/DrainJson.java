package io.jbarman.runtime;

import io.jbarman.archive.DrainReport;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonArray;
import java.util.List;

/** Passes of an archiver as they travel over the control socket. */
public final class DrainJson {
    private DrainJson() {}

    /** One element per pass. */
    public static JsonArray of(List<DrainReport> reports) {
        return new JsonArray(reports.stream().map(DrainJson::of).toList());
    }

    private static JsonValue of(DrainReport report) {
        return new JsonBuilder()
                .putTexts("archived", report.archived())
                .putTexts("known", report.known())
                .putTexts(
                        "set_aside",
                        report.setAside().stream()
                                .map(file -> file.name() + ": " + file.reason() + "; it is now " + file.place())
                                .toList())
                .build();
    }
}
