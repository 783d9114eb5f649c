/** A topology's hosts and servers, by name -> Transport and PgSession, each opened once per run. */
@NullMarked
package io.jbarman.reach;

import org.jspecify.annotations.NullMarked;
