/** Schedules of systemd, jbarman's own look for drift among them -> unit files to write, timers to start. */
@NullMarked
package io.jbarman.resource.timer;

import org.jspecify.annotations.NullMarked;
