/** The schedule of jbarman's own look for drift -> unit files to write, a timer to start. */
@NullMarked
package io.jbarman.resource.timer;

import org.jspecify.annotations.NullMarked;
