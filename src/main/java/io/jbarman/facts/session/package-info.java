/** Who is connected to a server: catalogue rows -> facts. */
@NullMarked
package io.jbarman.facts.session;

import org.jspecify.annotations.NullMarked;
