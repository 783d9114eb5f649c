/** A tar stream -> files of an incoming directory, and back: a WAL file's name -> its bytes. */
@NullMarked
package io.jbarman.ingest;

import org.jspecify.annotations.NullMarked;
