/** The driver's login -> the replication protocol's bytes -> messages: the only adapter of the replication seam. */
@NullMarked
package io.jbarman.replication.pgjdbc;

import org.jspecify.annotations.NullMarked;
