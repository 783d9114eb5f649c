package io.jbarman.plan;

/**
 * Something that is good to know about a resource and stops nothing: a rule that another one hides, a role's own value.
 *
 * @param remedy what to do about it; empty where nothing has to be done
 */
public record Note(ResourceId id, String summary, String remedy) {}
