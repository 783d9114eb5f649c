/** What a document says exists: records, and rules over them. Origins live in a {@link io.jbarman.topology.SourceMap} beside. */
@NullMarked
package io.jbarman.topology;

import org.jspecify.annotations.NullMarked;
