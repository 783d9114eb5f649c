/** Files and directories of a host: a shell script's output -> facts. */
@NullMarked
package io.jbarman.facts.file;

import org.jspecify.annotations.NullMarked;
