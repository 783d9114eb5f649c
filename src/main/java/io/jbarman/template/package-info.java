/** (template, values) in, text out; the only room that knows the template engine. */
@NullMarked
package io.jbarman.template;

import org.jspecify.annotations.NullMarked;
