package io.jbarman.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The description of all JSON that commands of the control plane print: {@code reports.schema.json} beside this class. */
public final class ReportSchema {
    private ReportSchema() {}

    /** The JSON Schema (2020-12), ending with a line feed. */
    public static String text() {
        try (InputStream file = ReportSchema.class.getResourceAsStream("reports.schema.json")) {
            if (file == null) {
                throw new IllegalStateException("reports.schema.json is not beside its class");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading reports.schema.json", e);
        }
    }
}
