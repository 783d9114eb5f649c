/** Programs that a host must have -> packages to install, a release of jbarman to put there. */
@NullMarked
package io.jbarman.resource.software;

import org.jspecify.annotations.NullMarked;
