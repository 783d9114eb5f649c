package io.jbarman.config;

import io.jbarman.diagnostics.Origin;

/** A value as it stands in the file, before interpolation, and where. */
record IniValue(String raw, Origin origin) {}
