package io.jbarman.facts.trust;

/** As whom and by which key jbarman itself has logged in. */
public record LoginFact(String user, PublicKey key) {}
