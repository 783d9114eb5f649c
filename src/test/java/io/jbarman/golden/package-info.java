/** Whole plans, made from facts that were recorded from real servers, compared to the character. */
@NullMarked
package io.jbarman.golden;

import org.jspecify.annotations.NullMarked;
