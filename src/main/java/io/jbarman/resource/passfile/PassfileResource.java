package io.jbarman.resource.passfile;

import io.jbarman.config.PassfileLine;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.file.PassfileFact;
import io.jbarman.facts.file.PassfileQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * That the barmanhost's account finds its passwords (PostgreSQL: "The Password File"): the first line that matches
 * counts, so a line of someone else's in front of ours is told and not touched.
 *
 * @param owner the barmanhost's name in addresses
 */
public record PassfileResource(
        String owner, String user, PassfileQuery passfile, List<WantedLine> wanted, Set<ResourceId> after)
        implements Resource<PassfileFact> {
    private static final int OTHERS = 0077;

    public PassfileResource {
        wanted = List.copyOf(wanted);
        after = Set.copyOf(after);
    }

    /** The address of a password file; one in the home directory goes by its usual name. */
    public static ResourceId id(String owner, Optional<String> path) {
        return new ResourceId(
                owner, "passfile", path.map(absolute -> absolute.substring(1)).orElse(".pgpass"));
    }

    @Override
    public ResourceId id() {
        return id(owner, passfile.path());
    }

    @Override
    public String demand() {
        return wanted.stream().map(line -> line.line().toString()).toList().toString();
    }

    @Override
    public List<Want> wants() {
        Wants wants = new Wants();
        wanted.forEach(line -> wants.put(line.line().key(), "(secret " + line.secret() + ")"));
        return wants.list();
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(passfile);
    }

    @Override
    public Observation<PassfileFact> observe(Facts facts) {
        return Observation.of(facts.get(passfile));
    }

    @Override
    public Decision decide(PassfileFact observed) {
        if (!observed.readable()) {
            return new Decision.Conflict(
                    id(),
                    observed.path() + " is there and " + user + " may not read it",
                    "Give it to its account: chown " + user + " " + observed.path());
        }
        List<Difference> differences = new ArrayList<>();
        for (WantedLine line : wanted) {
            Optional<PassfileLine> first =
                    observed.lines().lines().stream().filter(line::servedBy).findFirst();
            if (first.isPresent() && !line.sameKey(first.get()) && !line.samePassword(first.get())) {
                return shadowed(observed, line, first.get());
            }
            difference(line, first).ifPresent(differences::add);
        }
        if (observed.mode() != 0 && (observed.mode() & OTHERS) != 0) {
            differences.add(new Difference("mode", String.format("%04o", observed.mode()), "0600"));
        }
        return differences.isEmpty()
                ? new Decision.InSync(id(), "the lines that match first hold the declared passwords")
                : change(observed, differences);
    }

    private static Optional<Difference> difference(WantedLine line, Optional<PassfileLine> first) {
        String becomes = "(secret " + line.secret() + ")";
        if (first.isEmpty()) {
            return Optional.of(new Difference(line.line().key(), "", becomes));
        }
        return line.samePassword(first.get())
                ? Optional.empty()
                : Optional.of(new Difference(line.line().key(), "(differs)", becomes));
    }

    private Decision shadowed(PassfileFact observed, WantedLine line, PassfileLine by) {
        String key = by.host() + ":" + by.port() + ":" + by.database() + ":" + by.user();
        return new Decision.Conflict(
                id(),
                "in " + observed.path() + " the line " + key + " comes first for "
                        + line.line().key() + " and holds another password",
                "Remove that line, narrow it, or move it below a line for "
                        + line.line().key() + ".");
    }

    private Decision change(PassfileFact observed, List<Difference> differences) {
        return new Decision.Change(
                id(),
                observed.mode() == 0 ? Action.CREATE : Action.UPDATE,
                differences,
                Effect.NONE,
                observed.mode() == 0 ? "file does not exist" : "lines are missing or differ",
                List.of(new Step.SetPassfileLines(
                        passfile.host(),
                        user,
                        observed.path(),
                        wanted.stream().map(WantedLine::line).toList(),
                        "set " + wanted.size() + " lines of " + observed.path() + " on " + passfile.host())));
    }
}
