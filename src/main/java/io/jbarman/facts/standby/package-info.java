/** What a standby's host and data directory are like: a shell script's output -> facts. */
@NullMarked
package io.jbarman.facts.standby;

import org.jspecify.annotations.NullMarked;
