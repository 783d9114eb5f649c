/** Privileges on functions and memberships: catalogue rows -> facts. */
@NullMarked
package io.jbarman.facts.grant;

import org.jspecify.annotations.NullMarked;
