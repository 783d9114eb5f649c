/** The runtime, measured. */
@NullMarked
package io.jbarman.runtime;

import org.jspecify.annotations.NullMarked;
