/** Resources -> facts, plan, applied changes and proof: observing, planning, applying, verifying, comparing over time. */
@NullMarked
package io.jbarman.engine;

import org.jspecify.annotations.NullMarked;
