package io.jbarman.draft;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.database.DatabaseListQuery;
import io.jbarman.facts.database.DatabasesQuery;
import io.jbarman.facts.database.InstalledExtensionsQuery;
import io.jbarman.facts.hba.HbaOptionsQuery;
import io.jbarman.facts.hba.HbaRulesQuery;
import io.jbarman.facts.role.RoleListQuery;
import io.jbarman.facts.role.RolesQuery;
import io.jbarman.facts.server.FollowersQuery;
import io.jbarman.facts.server.IdentityQuery;
import io.jbarman.facts.setting.FileSettingsQuery;
import io.jbarman.facts.setting.OwnValuesQuery;
import io.jbarman.facts.setting.SettingsQuery;
import io.jbarman.facts.slot.SlotsQuery;
import io.jbarman.topology.PostgresServer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What has to be asked of a server that is imported: what there is, then how each of it is. */
public record SeenServer(PostgresServer server) {
    /** The first questions: who are you, and what is there? */
    public Set<FactQuery<?>> first() {
        return Set.of(
                identity(),
                files(),
                settings(),
                ownValues(),
                slots(),
                rules(),
                optionsOfRules(),
                followers(),
                roleNames(),
                databaseNames());
    }

    /** The second ones, about each of what the first ones found. */
    public Set<FactQuery<?>> second(Facts first) {
        Set<FactQuery<?>> questions = new LinkedHashSet<>();
        questions.add(roles(Known.or(first.get(roleNames()), List.of())));
        List<String> databases = Known.or(first.get(databaseNames()), List.of());
        if (!databases.isEmpty()) {
            questions.add(databases(databases));
        }
        databases.forEach(database -> questions.add(extensions(database)));
        return questions;
    }

    IdentityQuery identity() {
        return new IdentityQuery(server.name());
    }

    FileSettingsQuery files() {
        return new FileSettingsQuery(server.name());
    }

    SettingsQuery settings() {
        return new SettingsQuery(server.name());
    }

    OwnValuesQuery ownValues() {
        return new OwnValuesQuery(server.name());
    }

    SlotsQuery slots() {
        return new SlotsQuery(server.name());
    }

    HbaRulesQuery rules() {
        return new HbaRulesQuery(server.name());
    }

    HbaOptionsQuery optionsOfRules() {
        return new HbaOptionsQuery(server.name());
    }

    FollowersQuery followers() {
        return new FollowersQuery(server.name());
    }

    RoleListQuery roleNames() {
        return new RoleListQuery(server.name());
    }

    DatabaseListQuery databaseNames() {
        return new DatabaseListQuery(server.name());
    }

    RolesQuery roles(List<String> names) {
        return new RolesQuery(server.name(), names);
    }

    DatabasesQuery databases(List<String> names) {
        return new DatabasesQuery(server.name(), names);
    }

    /** The control session is the one of its own database. */
    InstalledExtensionsQuery extensions(String database) {
        boolean control = database.equals(server.access().dbname());
        return new InstalledExtensionsQuery(server.name(), control ? Optional.empty() : Optional.of(database));
    }
}
