/** A server as a whole: its identity -> whether jbarman may configure it. */
@NullMarked
package io.jbarman.resource.server;

import org.jspecify.annotations.NullMarked;
