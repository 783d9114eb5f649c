/** Time as a seam: {@link java.time.Clock} tells it, {@link io.jbarman.time.Sleeper} lets it pass. JDK only. */
@NullMarked
package io.jbarman.time;

import org.jspecify.annotations.NullMarked;
