/** Archive objects -> files of a directory, in Barman's layout. */
@NullMarked
package io.jbarman.archive.fs;

import org.jspecify.annotations.NullMarked;
