/** Plans as values: addresses, changes, steps. A plan holds no secret, only the names of secrets. */
@NullMarked
package io.jbarman.plan;

import org.jspecify.annotations.NullMarked;
