/** Files and directories: what is there -> what is written. */
@NullMarked
package io.jbarman.resource.file;

import org.jspecify.annotations.NullMarked;
