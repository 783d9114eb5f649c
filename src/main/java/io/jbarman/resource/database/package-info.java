/** Databases and extensions: observed ones -> decisions to create, alter or drop them. */
@NullMarked
package io.jbarman.resource.database;

import org.jspecify.annotations.NullMarked;
