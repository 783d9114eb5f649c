/** Databases and what is installed in them: catalogue rows -> facts. */
@NullMarked
package io.jbarman.facts.database;

import org.jspecify.annotations.NullMarked;
