/** Password files: lines in order -> lines to set. */
@NullMarked
package io.jbarman.resource.passfile;

import org.jspecify.annotations.NullMarked;
