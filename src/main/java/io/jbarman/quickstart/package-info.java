/** A build cache and an empty directory in, real servers on loopback and a guided run through them out. */
@NullMarked
package io.jbarman.quickstart;

import org.jspecify.annotations.NullMarked;
