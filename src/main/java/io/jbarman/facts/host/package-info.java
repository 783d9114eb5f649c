/** Groups, users, files, services and crontabs of a host: a shell script's output -> facts. */
@NullMarked
package io.jbarman.facts.host;

import org.jspecify.annotations.NullMarked;
