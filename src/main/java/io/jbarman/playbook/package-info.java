/** YAML in, a topology and diagnostics out; the only room that knows the YAML library. */
@NullMarked
package io.jbarman.playbook;

import org.jspecify.annotations.NullMarked;
