/** A Groovy script in, the same tree as from YAML out; the only room that knows Groovy. */
@NullMarked
package io.jbarman.dsl;

import org.jspecify.annotations.NullMarked;
