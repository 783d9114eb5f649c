/** Settings, running and in files: catalogue rows -> facts, and PostgreSQL's normal form of values. */
@NullMarked
package io.jbarman.facts.setting;

import org.jspecify.annotations.NullMarked;
