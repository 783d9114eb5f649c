/** Bytes <-> compressed bytes, through the libraries and programs that know how; the only importer of the libraries. */
@NullMarked
package io.jbarman.archive.codec;

import org.jspecify.annotations.NullMarked;
