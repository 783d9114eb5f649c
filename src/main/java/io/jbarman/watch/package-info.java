/** Facts of a server and of this host -> findings about what may cost WAL, each with its remedy. */
@NullMarked
package io.jbarman.watch;

import org.jspecify.annotations.NullMarked;
