package io.jbarman.report;

/**
 * What a report begins with.
 *
 * @param what was done: {@code Plan}
 * @param topology the document's name
 * @param file the document's path
 * @param at when, in ISO 8601
 * @param cost what it took, in words
 */
public record ReportHead(String what, String topology, String file, String at, String cost) {}
