/** Commands and files of this machine itself -> {@link io.jbarman.transport.Transport}; the only room that knows Commons Exec. */
@NullMarked
package io.jbarman.transport.local;

import org.jspecify.annotations.NullMarked;
