package io.jbarman.resource.grant;

import io.jbarman.facts.grant.Grants;
import io.jbarman.pg.ServerVersion;

/** What is granted on a server of that version. */
public record GrantState(ServerVersion version, Grants grants) {}
