/** Client authentication: rules in order -> lines to insert. */
@NullMarked
package io.jbarman.resource.hba;

import org.jspecify.annotations.NullMarked;
