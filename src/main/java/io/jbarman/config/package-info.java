/** Barman's INI files -> ServerConfig; the catalogue of options; conninfo strings and password files -> values. */
@NullMarked
package io.jbarman.config;

import org.jspecify.annotations.NullMarked;
