/** Boxes and arrows to Mermaid, DOT and SVG; what a topology and its resources look like as such. */
@NullMarked
package io.jbarman.picture;

import org.jspecify.annotations.NullMarked;
