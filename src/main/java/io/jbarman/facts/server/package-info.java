/** A server as a whole: catalogue rows -> identity and senders of WAL. */
@NullMarked
package io.jbarman.facts.server;

import org.jspecify.annotations.NullMarked;
