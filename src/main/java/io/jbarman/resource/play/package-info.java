/** What plays make of resources that others declare as well: conditions, order, handlers. */
@NullMarked
package io.jbarman.resource.play;

import org.jspecify.annotations.NullMarked;
