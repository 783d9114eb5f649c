/** Archive objects -> a map; for tests and for reading the contract. */
@NullMarked
package io.jbarman.archive.memory;

import org.jspecify.annotations.NullMarked;
