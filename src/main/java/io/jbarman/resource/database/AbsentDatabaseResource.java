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
import io.jbarman.resource.Guarded;
import io.jbarman.resource.Observation;
import io.jbarman.resource.server.ServerResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A database that is not to exist: what is in it is lost for good, so its address has to be named each time. */
public record AbsentDatabaseResource(DatabasesQuery databases, String name, boolean isAgreed)
        implements Guarded<Optional<Database>> {
    private static final int SECONDS = 30;

    @Override
    public AbsentDatabaseResource agreed() {
        return new AbsentDatabaseResource(databases, name, true);
    }

    @Override
    public ResourceId id() {
        return DatabaseResource.id(databases.server(), name);
    }

    @Override
    public String demand() {
        return "absent";
    }

    @Override
    public Set<ResourceId> after() {
        return Set.of(ServerResource.id(databases.server()));
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(databases);
    }

    @Override
    public Observation<Optional<Database>> observe(Facts facts) {
        return Observation.of(facts.get(databases)).map(all -> Optional.ofNullable(all.get(name)));
    }

    @Override
    public Decision decide(Optional<Database> observed) {
        return observed.map(this::decide)
                .orElseGet(() -> new Decision.InSync(id(), "database does not exist, as declared"));
    }

    private Decision decide(Database found) {
        if (found.control() || found.template()) {
            return conflict(
                    "database " + name
                            + (found.control() ? " is the one that jbarman is logged in to" : " is a template"),
                    "Take it out of the topology's databases.");
        }
        if (found.logicalSlots() > 0) {
            return conflict(
                    "database " + name + " is decoded by " + found.logicalSlots() + " logical replication slots",
                    "See who uses them: SELECT * FROM pg_replication_slots WHERE database = " + Sql.literal(name)
                            + ".");
        }
        if (!isAgreed) {
            return conflict(
                    "database " + name + " exists"
                            + (found.sessions() > 0 ? " and has " + found.sessions() + " open sessions" : "")
                            + ": it is not dropped by the way",
                    "Give " + OPTION + " " + id() + " to have its sessions ended and all that is in it removed.");
        }
        return new Decision.Change(
                id(),
                Action.REMOVE,
                List.of(new Difference("database", "exists", "")),
                Effect.NONE,
                "declared absent; named by " + OPTION,
                steps());
    }

    private Decision conflict(String summary, String remedy) {
        return new Decision.Conflict(id(), summary, remedy);
    }

    /** Nobody comes in any more before those inside are sent away: FORCE is of 13 and later. */
    private List<Step> steps() {
        String inside = " FROM pg_catalog.pg_stat_activity WHERE datname = " + Sql.literal(name);
        List<Step> steps = new ArrayList<>();
        steps.add(sql(
                List.of(
                        "ALTER DATABASE " + Sql.identifier(name) + " WITH ALLOW_CONNECTIONS false",
                        "SELECT pg_catalog.pg_terminate_backend(pid)" + inside),
                "end the sessions in database"));
        steps.add(new Step.AwaitSql(
                databases.server(),
                "SELECT pg_catalog.count(*) = 0" + inside,
                SECONDS,
                "wait until no session is left in database \"" + name + "\" on " + databases.server()));
        steps.add(sql(List.of("DROP DATABASE " + Sql.identifier(name)), "drop database"));
        return steps;
    }

    private Step sql(List<String> statements, String what) {
        return new Step.RunSql(
                databases.server(),
                Optional.empty(),
                statements.stream().map(SecretText::plain).toList(),
                what + " \"" + name + "\" on " + databases.server());
    }
}
