/** How the runtime stands -> Prometheus' text format, over HTTP on loopback; the only importer of its library. */
@NullMarked
package io.jbarman.metrics;

import org.jspecify.annotations.NullMarked;
