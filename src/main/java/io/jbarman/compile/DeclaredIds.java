package io.jbarman.compile;

import io.jbarman.plan.ResourceId;
import io.jbarman.topology.Thing;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The addresses of what sees to something that a document declares. */
public final class DeclaredIds {
    private final Thing thing;

    public DeclaredIds(Thing thing) {
        this.thing = thing;
    }

    /** Those of them that are among some. */
    public List<ResourceId> among(Collection<ResourceId> ids) {
        return ids.stream().filter(this::has).toList();
    }

    /** Whether an address is one of them. */
    public boolean has(ResourceId id) {
        return id.owner().equals(thing.owner()) && kinds().contains(id.kind()) && isNamed(id.name());
    }

    /** The address that it is told by where nothing sees to it. */
    ResourceId one() {
        String kind = kinds().stream()
                .min(java.util.Comparator.comparing(String::length))
                .orElseThrow();
        boolean setting = thing.kind() == Thing.Kind.SETTINGS;
        return new ResourceId(thing.owner(), kind, setting ? thing.name().toLowerCase(Locale.ROOT) : thing.name());
    }

    private Set<String> kinds() {
        return switch (thing.kind()) {
            case GROUPS -> Set.of("group");
            case USERS -> Set.of("user");
            case FILES -> Set.of("file", "copy");
            case SERVICES -> Set.of("service");
            case CRON -> Set.of("cron");
            case TIMERS -> Set.of("timer");
            case PACKAGES -> Set.of("package");
            case COMMANDS -> Set.of("command");
            case AUTHORIZED_KEYS -> Set.of("authorized_key");
            case KNOWN_HOSTS -> Set.of("known_host");
            case SETTINGS -> Set.of("setting");
            case ROLES -> Set.of("role", "role-settings");
            case DATABASES -> Set.of("database");
            case GRANTS -> Set.of("grant");
            case EXTENSIONS -> Set.of("extension");
            case SLOTS -> Set.of("slot");
            case HBA -> Set.of("hba");
        };
    }

    private boolean isNamed(String name) {
        return switch (thing.kind()) {
            case FILES -> thing.name().equals("/" + name);
            case SETTINGS -> name.equals(thing.name().toLowerCase(Locale.ROOT));
            case ROLES -> name.equals(thing.name()) || name.startsWith(thing.name() + ".");
            case EXTENSIONS -> name.endsWith("." + thing.name());
            case AUTHORIZED_KEYS, KNOWN_HOSTS ->
                name.substring(name.indexOf('/') + 1).equals(thing.name());
            case HBA -> true;
            default -> name.equals(thing.name());
        };
    }
}
