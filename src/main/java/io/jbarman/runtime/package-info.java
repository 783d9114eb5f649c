/** A configuration -> running receivers and archivers, their state, and a socket by which they are asked. */
@NullMarked
package io.jbarman.runtime;

import org.jspecify.annotations.NullMarked;
