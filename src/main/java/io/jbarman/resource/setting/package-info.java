/** Settings: running and file values, floors and declared values -> ALTER SYSTEM. */
@NullMarked
package io.jbarman.resource.setting;

import org.jspecify.annotations.NullMarked;
