/** Roles: observed roles -> decisions to create or alter them. */
@NullMarked
package io.jbarman.resource.role;

import org.jspecify.annotations.NullMarked;
