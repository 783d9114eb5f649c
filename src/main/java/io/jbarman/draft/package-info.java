/** What exists, as Barman's configuration or a server shows it, to a topology to begin with and what that cannot say. */
@NullMarked
package io.jbarman.draft;

import org.jspecify.annotations.NullMarked;
