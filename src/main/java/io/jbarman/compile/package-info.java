/** Topology and secrets -> resource graph; pure. */
@NullMarked
package io.jbarman.compile;

import org.jspecify.annotations.NullMarked;
