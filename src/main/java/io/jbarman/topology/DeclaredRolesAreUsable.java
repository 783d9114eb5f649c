package io.jbarman.topology;

import io.jbarman.diagnostics.Suggestion;
import io.jbarman.pg.PredefinedRoles;
import io.jbarman.pg.RoleAttribute;
import io.jbarman.topology.ArchivedServer.Link;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A declared role contradicts neither itself nor what the barmanhosts and standbys need of it. */
final class DeclaredRolesAreUsable implements Rule {
    @Override
    public void check(Topology topology, Findings findings) {
        for (PostgresServer server : topology.postgres().values()) {
            for (RoleDemand role : server.contents().roles().values()) {
                String path = Paths.server(server) + ".roles." + role.name();
                secret(topology, role, path, findings);
                removal(role, path, findings);
                memberships(server, role, path, findings);
                implied(topology, server)
                        .filter(needed -> needed.name().equals(role.name()))
                        .forEach(needed -> agree(role, needed, path, findings));
            }
        }
    }

    private static void secret(Topology topology, RoleDemand role, String path, Findings findings) {
        role.password()
                .filter(secret -> !topology.secrets().containsKey(secret))
                .ifPresent(secret -> findings.quietError(
                        "unknown-reference",
                        path + ".password",
                        "'password' names none of the secrets",
                        Suggestion.hint(secret, topology.secrets().keySet(), "known secrets")));
    }

    private static void removal(RoleDemand role, String path, Findings findings) {
        boolean somethingElse = role.removal()
                .filter(removal -> !role.equals(RoleDemand.absent(role.name(), removal)))
                .isPresent();
        if (somethingElse) {
            findings.error(
                    "contradiction",
                    path + ".state",
                    "role '" + role.name() + "' is to be absent and to have attributes",
                    "leave only state and reassign_to, or take state out");
        }
        role.removal()
                .flatMap(RoleDemand.Removal::reassignTo)
                .filter(role.name()::equals)
                .ifPresent(self -> findings.error(
                        "contradiction",
                        path + ".reassign_to",
                        "role '" + self + "' cannot inherit from itself",
                        "name another role, or leave it out: then it is the one that jbarman logs in as"));
    }

    private static void memberships(PostgresServer server, RoleDemand role, String path, Findings findings) {
        for (String group : role.memberOf().keySet()) {
            String place = path + ".member_of." + group;
            if (group.startsWith("pg_") && PredefinedRoles.since(group).isEmpty()) {
                findings.error(
                        "unknown-reference",
                        place,
                        "PostgreSQL has no role '" + group + "'",
                        Suggestion.hint(group, PredefinedRoles.names(), "known roles"));
            }
            if (above(server, group, new HashSet<>()).contains(role.name())) {
                findings.error(
                        "contradiction",
                        place,
                        "role '" + role.name() + "' would be a member of itself, through '" + group + "'",
                        "take one of the memberships out");
            }
        }
    }

    /** A role and all that it is declared a member of. */
    private static Set<String> above(PostgresServer server, String role, Set<String> seen) {
        if (seen.add(role)) {
            RoleDemand declared = server.contents().roles().get(role);
            if (declared != null) {
                declared.memberOf().keySet().forEach(group -> above(server, group, seen));
            }
        }
        return seen;
    }

    private static void agree(RoleDemand role, RoleDemand needed, String path, Findings findings) {
        if (role.removal().isPresent()) {
            findings.error(
                    "contradiction",
                    path + ".state",
                    "role '" + role.name() + "' is to be absent, and a barmanhost or standby logs in as it",
                    "take it out of conninfo, streaming_conninfo and replication first");
        }
        if (role.password().isPresent() && !role.password().equals(needed.password())) {
            findings.error(
                    "contradiction",
                    path + ".password",
                    "role '" + role.name() + "' has another password where it logs in",
                    "one role has one password: name the same secret, or leave it out here");
        }
        for (RoleAttribute attribute : RoleAttribute.values()) {
            Boolean declared = role.attributes().get(attribute);
            Boolean wanted = needed.attributes().get(attribute);
            if (declared != null && wanted != null && wanted && !declared) {
                findings.error(
                        "contradiction",
                        path + "." + attribute.word(),
                        "role '" + role.name() + "' must have " + attribute.word()
                                + ": a barmanhost or standby logs in as it",
                        "leave it out here");
            }
        }
    }

    private static Stream<RoleDemand> implied(Topology topology, PostgresServer server) {
        Stream<RoleDemand> standbys = server.replication().stream()
                .filter(any -> !server.standbys().isEmpty())
                .map(one -> RoleDemand.login(one.role(), false, true, one.password()));
        Stream<RoleDemand> barmans = topology.barman().values().stream()
                .flatMap(barman -> Optional.ofNullable(barman.servers().get(server.name())).stream())
                .flatMap(archived -> Stream.concat(
                        managed(archived.conninfo(), false),
                        archived.streamingConninfo().stream().flatMap(link -> managed(link, true))));
        return Stream.concat(standbys, barmans);
    }

    private static Stream<RoleDemand> managed(Link link, boolean replication) {
        return link instanceof Link.Managed one
                ? Stream.of(RoleDemand.login(one.role(), one.superuser(), replication, one.password()))
                : Stream.empty();
    }
}
