/** Keys, who is let in by them, and whether ssh works: a shell script's output -> facts. */
@NullMarked
package io.jbarman.facts.trust;

import org.jspecify.annotations.NullMarked;
