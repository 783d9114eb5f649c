/** Nodes and happens-before edges; knows nothing of resources. JDK only. */
@NullMarked
package io.jbarman.graph;

import org.jspecify.annotations.NullMarked;
