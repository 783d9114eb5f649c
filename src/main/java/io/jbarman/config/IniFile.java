package io.jbarman.config;

import io.jbarman.diagnostics.Diagnostic;
import java.util.List;

/** What one file says, and what is wrong with how it says it. */
record IniFile(List<IniSection> sections, List<Diagnostic> problems) {
    IniFile {
        sections = List.copyOf(sections);
        problems = List.copyOf(problems);
    }
}
