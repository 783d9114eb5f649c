/** Problems as values: what is wrong, where, and what to do. JDK only. */
@NullMarked
package io.jbarman.diagnostics;

import org.jspecify.annotations.NullMarked;
