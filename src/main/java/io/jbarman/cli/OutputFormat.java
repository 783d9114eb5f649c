package io.jbarman.cli;

/** For people or for programs. */
enum OutputFormat {
    text,
    json
}
