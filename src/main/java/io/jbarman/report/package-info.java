/** Plans, reports and diagnostics as text or JSON, for people and programs. */
@NullMarked
package io.jbarman.report;

import org.jspecify.annotations.NullMarked;
