/** That one account may log in to another by ssh, for archiving only, and that it works. */
@NullMarked
package io.jbarman.resource.trust;

import org.jspecify.annotations.NullMarked;
