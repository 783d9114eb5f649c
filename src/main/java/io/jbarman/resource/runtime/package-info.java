/** The barmanhost's account, schedule and runtime -> what stands in the way, start, reload. */
@NullMarked
package io.jbarman.resource.runtime;

import org.jspecify.annotations.NullMarked;
