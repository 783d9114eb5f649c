/** Timers of systemd: shell output -> facts. */
@NullMarked
package io.jbarman.facts.timer;

import org.jspecify.annotations.NullMarked;
