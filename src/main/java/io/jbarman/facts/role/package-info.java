/** Roles and their stored passwords: catalogue rows -> facts. */
@NullMarked
package io.jbarman.facts.role;

import org.jspecify.annotations.NullMarked;
