package io.jbarman.cli;

/** For people, for programs, or as a page for people who were not there. */
enum ReportFormat {
    text,
    json,
    html
}
