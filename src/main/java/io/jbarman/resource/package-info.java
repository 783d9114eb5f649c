/** The seam for everything that jbarman configures; one package per kind. */
@NullMarked
package io.jbarman.resource;

import org.jspecify.annotations.NullMarked;
