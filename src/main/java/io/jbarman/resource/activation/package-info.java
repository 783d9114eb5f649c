/** Reload and restart: what files say against what runs -> steps that make them agree. */
@NullMarked
package io.jbarman.resource.activation;

import org.jspecify.annotations.NullMarked;
