/** Programs of a host, and what installs them: shell output -> facts. */
@NullMarked
package io.jbarman.facts.software;

import org.jspecify.annotations.NullMarked;
