@NullMarked
package io.jbarman.dsl;

import org.jspecify.annotations.NullMarked;
