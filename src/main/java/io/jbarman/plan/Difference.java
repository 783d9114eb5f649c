package io.jbarman.plan;

/**
 * One attribute that is not as it should be. Never holds a secret: a wrong password is
 * {@code password: (differs) -> (secret barman_password)}.
 */
public record Difference(String attribute, String before, String after) {}
