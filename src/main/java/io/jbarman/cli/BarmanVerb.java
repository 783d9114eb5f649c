package io.jbarman.cli;

/** Marks the data plane's commands: they keep Barman's exit statuses, 2 for a usage error among them. */
interface BarmanVerb {}
