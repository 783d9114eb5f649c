/** References in, secrets out: environment variables and files. */
@NullMarked
package io.jbarman.secretsource;

import org.jspecify.annotations.NullMarked;
