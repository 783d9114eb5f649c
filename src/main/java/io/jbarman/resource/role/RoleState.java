package io.jbarman.resource.role;

import io.jbarman.facts.role.Role;
import java.util.Optional;

/** What is observed of a role; empty if there is none. */
public record RoleState(Optional<Role> role, PasswordState password) {}
