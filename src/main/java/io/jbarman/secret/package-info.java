/** Secrets by type: masked wherever they are printed, revealed only in adapters. JDK only. */
@NullMarked
package io.jbarman.secret;

import org.jspecify.annotations.NullMarked;
