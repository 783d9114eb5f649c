/** A received WAL file -> a checked, compressed, durable object of the archive with its line in the catalogue. */
@NullMarked
package io.jbarman.archive;

import org.jspecify.annotations.NullMarked;
