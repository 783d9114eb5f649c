/** The whole of jbarman against real servers, from a topology file to an archived segment. */
@NullMarked
package io.jbarman.endtoend;

import org.jspecify.annotations.NullMarked;
