/** The seam through which a host is reached: run, open, dial, put, read, stat, remove, each as an account of the host. */
@NullMarked
package io.jbarman.transport;

import org.jspecify.annotations.NullMarked;
