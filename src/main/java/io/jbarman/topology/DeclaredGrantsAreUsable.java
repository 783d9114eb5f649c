package io.jbarman.topology;

import io.jbarman.diagnostics.Suggestion;
import io.jbarman.pg.GrantObject;
import io.jbarman.topology.ArchivedServer.Link;
import java.util.Optional;

/** A declared grant names objects as their kind is named, and privileges that the kind has. */
final class DeclaredGrantsAreUsable implements Rule {
    @Override
    public void check(Topology topology, Findings findings) {
        for (PostgresServer server : topology.postgres().values()) {
            for (GrantDemand grant : server.contents().grants().values()) {
                String path = Paths.server(server) + ".grants." + grant.name();
                address(topology, server, grant, path, findings);
                names(grant, path, findings);
                privileges(grant, path, findings);
                creator(grant, path, findings);
            }
        }
    }

    /** What a barmanhost's role is granted has the role's name for an address. */
    private static void address(
            Topology topology, PostgresServer server, GrantDemand grant, String path, Findings findings) {
        boolean taken = topology.barman().values().stream()
                .flatMap(barman -> Optional.ofNullable(barman.servers().get(server.name())).stream())
                .map(ArchivedServer::conninfo)
                .anyMatch(link ->
                        link instanceof Link.Managed managed && managed.role().equals(grant.name()));
        if (taken) {
            findings.error(
                    "contradiction",
                    path,
                    "grant '" + grant.name() + "' has the name of a role that a barmanhost logs in as",
                    "call it something else: what that role is granted for backups has this address");
        }
    }

    private static void names(GrantDemand grant, String path, Findings findings) {
        if (grant.names().isEmpty() && !grant.on().isDefault()) {
            findings.error(
                    "missing-key",
                    path,
                    "grant '" + grant.name() + "' names no " + grant.on().word(),
                    "add names: [...]");
        }
        for (int i = 0; i < grant.names().size(); i++) {
            String name = grant.names().get(i);
            if (grant.on().isInSchema() && !name.contains(".")) {
                findings.error(
                        "invalid-value",
                        path + ".names." + i,
                        "'" + name + "' has no schema",
                        "write it as public." + name + ", so that no search_path decides what is meant");
            }
            if (grant.on() == GrantObject.FUNCTION && !name.endsWith(")") && !name.endsWith(".*")) {
                findings.error(
                        "invalid-value",
                        path + ".names." + i,
                        "'" + name + "' has no argument types",
                        "write a function with all of them, as " + name + "(integer, text)");
            }
        }
        for (int i = 0; i < grant.names().size() && grant.on() == GrantObject.COLUMN; i++) {
            String name = grant.names().get(i);
            if (name.split("\\.", -1).length < 3 || name.endsWith("*")) {
                findings.error(
                        "invalid-value",
                        path + ".names." + i,
                        "'" + name + "' is no column with its schema and table",
                        "write each column as public.orders.price; for all of a table, grant on the table");
            }
        }
        if (grant.on() == GrantObject.NEW_SCHEMAS && !grant.names().isEmpty()) {
            findings.error("contradiction", path + ".names", "new schemas are in no schema", "leave names out");
        }
    }

    private static void privileges(GrantDemand grant, String path, Findings findings) {
        if (grant.privileges().isEmpty()) {
            findings.error("missing-key", path, "grant '" + grant.name() + "' grants nothing", "add privileges: [...]");
        }
        for (int i = 0; i < grant.privileges().size(); i++) {
            String privilege = grant.privileges().get(i);
            if (!privilege.equals(GrantObject.ALL) && !grant.on().privileges().contains(privilege)) {
                findings.error(
                        "invalid-value",
                        path + ".privileges." + i,
                        privilege + " cannot be granted on a " + grant.on().word(),
                        Suggestion.hint(privilege, grant.on().privileges(), "what can be"));
            }
        }
    }

    private static void creator(GrantDemand grant, String path, Findings findings) {
        if (grant.on().isDefault() && grant.createdBy().isEmpty()) {
            findings.error(
                    "missing-key", path, "default privileges are of what one role creates", "add created_by: ROLE");
        }
        if (!grant.on().isDefault() && grant.createdBy().isPresent()) {
            findings.error(
                    "contradiction",
                    path + ".created_by",
                    "'created_by' is about what is still to be created",
                    "leave it out, or grant on new-" + grant.on().word() + "s");
        }
        if (grant.versions().from() > grant.versions().to()) {
            findings.error(
                    "contradiction",
                    path + ".from_version",
                    "no version is from " + grant.versions(),
                    "turn from_version and to_version round");
        }
    }
}
