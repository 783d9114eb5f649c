package io.jbarman.resource.database;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.database.Extension;
import io.jbarman.facts.database.ExtensionsQuery;
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
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.resource.server.ServerResource;
import io.jbarman.topology.ExtensionDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An extension in one database, or its absence: what others have built on it the server keeps by refusing to drop it;
 * tables of its own go with it, so then its address has to be named.
 *
 * @param database as it stands in the address
 */
public record ExtensionResource(ExtensionsQuery extensions, ExtensionDemand wanted, String database, boolean isAgreed)
        implements Guarded<Extension> {
    @Override
    public ExtensionResource agreed() {
        return new ExtensionResource(extensions, wanted, database, true);
    }

    @Override
    public ResourceId id() {
        return new ResourceId(extensions.server(), "extension", database + "." + wanted.name());
    }

    @Override
    public String demand() {
        return wanted.toString();
    }

    @Override
    public List<Want> wants() {
        return wanted.absent()
                ? Wants.absent()
                : new Wants()
                        .put("version", wanted.version().orElse("the newest, or the one that is there"))
                        .put("schema", wanted.schema())
                        .list();
    }

    @Override
    public Set<ResourceId> after() {
        return Set.of(ServerResource.id(extensions.server()), DatabaseResource.id(extensions.server(), database));
    }

    @Override
    public boolean reveals() {
        return true;
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(extensions);
    }

    @Override
    public Observation<Extension> observe(Facts facts) {
        return Observation.of(facts.get(extensions))
                .map(all -> all.getOrDefault(
                        wanted.name(), new Extension(wanted.name(), Optional.empty(), Optional.empty(), 0, List.of())));
    }

    /** As for anybody's session; ours has pg_catalog only. Both statements are one transaction. */
    private static final String IN_PUBLIC = "SELECT pg_catalog.set_config('search_path', 'public', true); ";

    @Override
    public Decision decide(Extension observed) {
        if (wanted.absent()) {
            return remove(observed);
        }
        if (observed.available().isEmpty() && observed.installed().isEmpty()) {
            return conflict(
                    "this server has no files of an extension " + wanted.name(),
                    "Install the package that brings it, such as postgresql-contrib, on the server's host.");
        }
        Optional<String> version = wanted.version()
                .filter(one -> !observed.installed().equals(Optional.of(one)))
                .filter(one -> !observed.available().contains(one));
        if (version.isPresent()) {
            return conflict(
                    "this server has no version " + version.get() + " of extension " + wanted.name(),
                    "It has " + String.join(", ", observed.available()) + ".");
        }
        return observed.installed().isEmpty() ? create() : alter(observed);
    }

    private Decision remove(Extension observed) {
        if (observed.installed().isEmpty()) {
            return new Decision.InSync(id(), "extension is not installed, as declared");
        }
        if (observed.tables() > 0 && !isAgreed) {
            return conflict(
                    "extension " + wanted.name() + " has " + observed.tables()
                            + " tables of its own, which would go with it",
                    "Give " + OPTION + " " + id() + " to have it dropped with them.");
        }
        return change(
                Action.REMOVE,
                List.of(new Difference("version", observed.installed().get(), "")),
                "declared absent",
                List.of("DROP EXTENSION " + Sql.identifier(wanted.name())));
    }

    private Decision create() {
        List<Difference> differences = new ArrayList<>();
        differences.add(new Difference("version", "", wanted.version().orElse("the newest")));
        wanted.schema().ifPresent(name -> differences.add(new Difference("schema", "", name)));
        String statement = wanted.schema().map(any -> "").orElse(IN_PUBLIC) + "CREATE EXTENSION "
                + Sql.identifier(wanted.name())
                + wanted.schema().map(name -> " SCHEMA " + Sql.identifier(name)).orElse("")
                + wanted.version().map(one -> " VERSION " + Sql.identifier(one)).orElse("");
        return change(Action.CREATE, differences, "extension is not installed", List.of(statement));
    }

    private Decision alter(Extension observed) {
        List<Difference> differences = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        String alter = "ALTER EXTENSION " + Sql.identifier(wanted.name());
        String installed = observed.installed().orElse("");
        wanted.version().filter(one -> !one.equals(installed)).ifPresent(one -> {
            differences.add(new Difference("version", installed, one));
            statements.add(alter + " UPDATE TO " + Sql.identifier(one));
        });
        String schema = observed.schema().orElse("");
        wanted.schema().filter(one -> !one.equals(schema)).ifPresent(one -> {
            differences.add(new Difference("schema", schema, one));
            statements.add(alter + " SET SCHEMA " + Sql.identifier(one));
        });
        return differences.isEmpty()
                ? new Decision.InSync(id(), "version " + installed + " is installed")
                : change(Action.UPDATE, differences, "extension differs", statements);
    }

    private Decision conflict(String summary, String remedy) {
        return new Decision.Conflict(id(), summary, remedy);
    }

    private Decision change(Action action, List<Difference> differences, String reason, List<String> statements) {
        String verb = switch (action) {
            case CREATE -> "create";
            case REMOVE -> "drop";
            default -> "alter";
        };
        return new Decision.Change(
                id(),
                action,
                differences,
                Effect.NONE,
                reason,
                List.of(new Step.RunSql(
                        extensions.server(),
                        extensions.database(),
                        statements.stream().map(SecretText::plain).toList(),
                        verb + " extension \"" + wanted.name() + "\" in database " + database + " of "
                                + extensions.server())));
    }
}
