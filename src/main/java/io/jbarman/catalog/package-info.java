/** Barman's list of archived WAL on disk <-> lines as values; what exists, in the order in which it came. */
@NullMarked
package io.jbarman.catalog;

import org.jspecify.annotations.NullMarked;
