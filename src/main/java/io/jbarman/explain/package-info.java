/** A document that was read, and its resources, to what each name in it stands for and why. */
@NullMarked
package io.jbarman.explain;

import org.jspecify.annotations.NullMarked;
