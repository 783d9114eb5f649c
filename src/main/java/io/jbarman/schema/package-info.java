/** Each block and key of the language described once: a neutral source tree in; records, diagnostics and a JSON Schema out. */
@NullMarked
package io.jbarman.schema;

import org.jspecify.annotations.NullMarked;
