/** What a host's operating system is to have: groups, users, files, services, lines of crontabs. */
@NullMarked
package io.jbarman.resource.host;

import org.jspecify.annotations.NullMarked;
