/** Client authentication rules: catalogue rows -> facts. */
@NullMarked
package io.jbarman.facts.hba;

import org.jspecify.annotations.NullMarked;
