/** Hosts by SSH, with OpenSSH's own files and habits -> {@link io.jbarman.transport.Transport}; the only room that knows SSHJ. */
@NullMarked
package io.jbarman.transport.ssh;

import org.jspecify.annotations.NullMarked;
