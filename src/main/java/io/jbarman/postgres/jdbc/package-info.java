/** SQL text and logins -> rows and {@link io.jbarman.postgres.PgException}; pgjdbc over TCP or any two-way stream. */
@NullMarked
package io.jbarman.postgres.jdbc;

import org.jspecify.annotations.NullMarked;
