/** The seam to one PostgreSQL session; SQL quoting and password verifiers. */
@NullMarked
package io.jbarman.postgres;

import org.jspecify.annotations.NullMarked;
