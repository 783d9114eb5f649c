/** What is asked of hosts and servers, and the pure parsers of the answers. Everything here only reads. */
@NullMarked
package io.jbarman.facts;

import org.jspecify.annotations.NullMarked;
