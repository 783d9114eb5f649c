/** Texts that are encrypted in the age format; the only room that knows the library for it. */
@NullMarked
package io.jbarman.secretsource.age;

import org.jspecify.annotations.NullMarked;
