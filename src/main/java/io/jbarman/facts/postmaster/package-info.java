/** The running postmaster: a shell script's output -> facts. */
@NullMarked
package io.jbarman.facts.postmaster;

import org.jspecify.annotations.NullMarked;
