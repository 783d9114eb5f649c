package io.jbarman.resource.host;

import io.jbarman.facts.host.CommandFact;
import io.jbarman.facts.host.CommandQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.topology.HostSystem.CommandDemand;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A program that is run where what it does is not done yet, which what it leaves behind tells. */
public record CommandResource(CommandQuery query, CommandDemand wanted, Set<ResourceId> after)
        implements OfHost<CommandFact> {
    /** Statuses by which timeout(1) says that the program did not end, or could not be run. */
    private static final int TIMED_OUT = 124;

    private static final int NOT_RUN = 126;
    private static final int NOT_FOUND = 127;

    public CommandResource {
        after = Set.copyOf(after);
    }

    /** The address of a command. */
    public static ResourceId id(String host, String name) {
        return new ResourceId(host, "command", name);
    }

    @Override
    public ResourceId id() {
        return id(query.host(), wanted.name());
    }

    @Override
    public List<Want> wants() {
        return new Wants()
                .put("runs", String.join(" ", wanted.argv()))
                .put("where nothing is at", wanted.creates())
                .put("where something is at", wanted.removes())
                .put(
                        "where this fails",
                        Optional.of(String.join(" ", wanted.unless())).filter(words -> !words.isEmpty()))
                .put("in", wanted.directory())
                .put("as", wanted.account())
                .list();
    }

    @Override
    public Decision decide(CommandFact observed) {
        Optional<String> done = done(observed);
        if (done.isPresent()) {
            return new Decision.InSync(id(), done.get());
        }
        Optional<String> trouble = trouble(observed.unless());
        if (trouble.isPresent()) {
            return conflict(
                    String.join(" ", wanted.unless()) + " " + trouble.get() + " on " + query.host(),
                    "Name a program there that soon tells, by its exit status, whether the work is done.");
        }
        Program program = new Program(wanted.argv(), wanted.directory(), wanted.account());
        return change(
                Action.RUN,
                List.of(),
                reason() + ": runs " + program.words(),
                List.of(program.step(query.host(), "run '" + wanted.name() + "'")));
    }

    private Optional<String> done(CommandFact fact) {
        if (fact.created()) {
            return wanted.creates().map(path -> path + " is there");
        }
        if (fact.removed()) {
            return wanted.removes().map(path -> path + " is not there");
        }
        return fact.unless().orElse(1) == 0
                ? Optional.of("'" + String.join(" ", wanted.unless()) + "' says that it is done")
                : Optional.empty();
    }

    private static Optional<String> trouble(OptionalInt status) {
        return switch (status.orElse(0)) {
            case TIMED_OUT -> Optional.of("did not end within a minute");
            case NOT_RUN -> Optional.of("cannot be run");
            case NOT_FOUND -> Optional.of("is no program");
            default -> Optional.empty();
        };
    }

    private String reason() {
        return wanted.creates()
                .map(path -> path + " is not there")
                .or(() -> wanted.removes().map(path -> path + " is there"))
                .orElse("'" + String.join(" ", wanted.unless()) + "' says that it is not done");
    }
}
