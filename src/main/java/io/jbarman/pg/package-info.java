/** PostgreSQL's own notions as values: positions, timelines, segments, names, versions. JDK only. */
@NullMarked
package io.jbarman.pg;

import org.jspecify.annotations.NullMarked;
