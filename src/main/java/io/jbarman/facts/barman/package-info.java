/** The barmanhost's account, launcher, schedule and runtime: shell output -> facts. */
@NullMarked
package io.jbarman.facts.barman;

import org.jspecify.annotations.NullMarked;
