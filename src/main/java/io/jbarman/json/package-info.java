/** JSON text and values; the only room that knows the JSON library. */
@NullMarked
package io.jbarman.json;

import org.jspecify.annotations.NullMarked;
