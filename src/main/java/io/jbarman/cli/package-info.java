/** argv in, calls and an exit status out; the composition root. */
@NullMarked
package io.jbarman.cli;

import org.jspecify.annotations.NullMarked;
