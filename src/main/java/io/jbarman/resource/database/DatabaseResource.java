package io.jbarman.resource.database;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.database.Database;
import io.jbarman.facts.database.DatabasesQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.postgres.Sql;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.resource.role.RoleResource;
import io.jbarman.resource.server.ServerResource;
import io.jbarman.topology.DatabaseDemand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A database with its owner, limit and comment; encoding and locale are compared and never changed. */
public record DatabaseResource(DatabasesQuery databases, DatabaseDemand wanted)
        implements Resource<Optional<Database>> {
    /** The kind in addresses. */
    public static final String KIND = "database";

    /** The address of a database. */
    public static ResourceId id(String server, String name) {
        return new ResourceId(server, KIND, name);
    }

    @Override
    public ResourceId id() {
        return id(databases.server(), wanted.name());
    }

    @Override
    public String demand() {
        return wanted.toString();
    }

    @Override
    public List<Want> wants() {
        return new Wants()
                .put("database", "exists")
                .put("owner", wanted.owner())
                .put("encoding", wanted.encoding())
                .put("collate", wanted.collate())
                .put("ctype", wanted.ctype())
                .put("template", wanted.template())
                .put("connection limit", wanted.connectionLimit())
                .put("comment", wanted.comment())
                .list();
    }

    @Override
    public Set<ResourceId> after() {
        Set<ResourceId> after = new HashSet<>();
        after.add(ServerResource.id(databases.server()));
        wanted.owner().ifPresent(role -> after.add(RoleResource.id(databases.server(), role)));
        wanted.template().ifPresent(name -> after.add(id(databases.server(), name)));
        return after;
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(databases);
    }

    @Override
    public Observation<Optional<Database>> observe(Facts facts) {
        return Observation.of(facts.get(databases)).map(all -> Optional.ofNullable(all.get(wanted.name())));
    }

    /** Nothing in it can be looked at before it is there. */
    @Override
    public boolean reveals() {
        return true;
    }

    @Override
    public Decision decide(Optional<Database> observed) {
        return observed.map(this::alter).orElseGet(this::create);
    }

    private Decision create() {
        List<Difference> differences = new ArrayList<>();
        differences.add(new Difference("database", "", "exists"));
        wanted.owner().ifPresent(owner -> differences.add(new Difference("owner", "", owner)));
        List<String> statements = new ArrayList<>(List.of(Creation.statement(wanted)));
        wanted.comment().filter(text -> !text.isEmpty()).ifPresent(text -> statements.add(comment(text)));
        return change(Action.CREATE, differences, "database does not exist", statements);
    }

    private Decision alter(Database found) {
        Optional<Decision> born = Birthmarks.of(wanted, found)
                .map(summary -> new Decision.Conflict(
                        id(),
                        summary,
                        "A database keeps what it was created with: dump it, create another one, and load it there; or"
                                + " declare what it has."));
        return born.orElseGet(() -> differs(found));
    }

    private Decision differs(Database found) {
        List<Difference> differences = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        String alter = "ALTER DATABASE " + Sql.identifier(wanted.name());
        wanted.owner().filter(owner -> !owner.equals(found.owner())).ifPresent(owner -> {
            differences.add(new Difference("owner", found.owner(), owner));
            statements.add(alter + " OWNER TO " + Sql.identifier(owner));
        });
        wanted.connectionLimit()
                .filter(limit -> limit != found.connectionLimit())
                .ifPresent(limit -> {
                    differences.add(new Difference(
                            "connection limit", String.valueOf(found.connectionLimit()), String.valueOf(limit)));
                    statements.add(alter + " CONNECTION LIMIT " + limit);
                });
        wanted.comment()
                .filter(text -> !text.equals(found.comment().orElse("")))
                .ifPresent(text -> {
                    differences.add(new Difference("comment", found.comment().orElse("(none)"), text));
                    statements.add(comment(text));
                });
        return differences.isEmpty()
                ? new Decision.InSync(id(), "is as declared")
                : change(Action.UPDATE, differences, "database differs", statements);
    }

    private String comment(String text) {
        return "COMMENT ON DATABASE " + Sql.identifier(wanted.name()) + " IS " + Sql.literal(text);
    }

    private Decision change(Action action, List<Difference> differences, String reason, List<String> statements) {
        String verb = action == Action.CREATE ? "create" : "alter";
        return new Decision.Change(
                id(),
                action,
                differences,
                Effect.NONE,
                reason,
                List.of(new Step.RunSql(
                        databases.server(),
                        Optional.empty(),
                        statements.stream().map(SecretText::plain).toList(),
                        verb + " database \"" + wanted.name() + "\" on " + databases.server())));
    }
}
