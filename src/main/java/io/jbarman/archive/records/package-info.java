/** WAL pages in their order -> records, each with its checksum looked at. No files, no clock. */
@NullMarked
package io.jbarman.archive.records;

import org.jspecify.annotations.NullMarked;
