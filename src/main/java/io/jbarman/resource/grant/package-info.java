/** Grants to a role in one database: observed privileges -> GRANT statements. */
@NullMarked
package io.jbarman.resource.grant;

import org.jspecify.annotations.NullMarked;
