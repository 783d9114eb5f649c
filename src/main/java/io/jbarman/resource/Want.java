package io.jbarman.resource;

/**
 * Something that is to be so of a resource. Never holds a secret: a password is {@code (secret barman_password)}.
 *
 * @param attribute as plans call it; empty where the value says it all
 * @param value may have several lines
 */
public record Want(String attribute, String value) {}
