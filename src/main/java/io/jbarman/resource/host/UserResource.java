package io.jbarman.resource.host;

import io.jbarman.facts.host.UserFact;
import io.jbarman.facts.host.UserQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.topology.HostSystem.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An account (useradd(8), usermod(8), userdel(8)). Its number and its password are never changed; one as which something
 * runs is not removed, and its home stays.
 */
public record UserResource(UserQuery query, User wanted) implements OfHost<Optional<UserFact>> {
    /** Below are the accounts of the system (login.defs(5), UID_MIN). */
    private static final int FIRST_OF_PEOPLE = 1000;

    /** The address of an account. */
    public static ResourceId id(String host, String name) {
        return new ResourceId(host, "user", name);
    }

    @Override
    public ResourceId id() {
        return id(query.host(), wanted.name());
    }

    @Override
    public List<Want> wants() {
        return wanted.absent()
                ? Wants.absent()
                : new Wants()
                        .put("user", "exists")
                        .put("uid", wanted.uid())
                        .put("group", wanted.group())
                        .put("groups", wanted.groups())
                        .put("home", wanted.home())
                        .put("shell", wanted.shell())
                        .put("comment", wanted.comment())
                        .list();
    }

    /** An account's groups are there before it. */
    @Override
    public Set<ResourceId> after() {
        if (wanted.absent()) {
            return Set.of();
        }
        Set<String> groups = new TreeSet<>(wanted.groups());
        wanted.group().ifPresent(groups::add);
        return groups.stream()
                .map(name -> GroupResource.id(query.host(), name))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean reveals() {
        return !wanted.absent();
    }

    @Override
    public Decision decide(Optional<UserFact> observed) {
        if (observed.isEmpty()) {
            return wanted.absent()
                    ? new Decision.InSync(id(), "user does not exist, as declared")
                    : change(Action.CREATE, "user does not exist", UserDeviation.ofNew(wanted));
        }
        return wanted.absent() ? remove(observed.get()) : compare(observed.get());
    }

    private Decision compare(UserFact user) {
        Optional<Integer> other = wanted.uid().filter(uid -> uid != user.uid());
        if (other.isPresent()) {
            return conflict(
                    "user " + wanted.name() + " has the number " + user.uid() + ", the topology says " + other.get()
                            + ": its files would be another's",
                    "Say uid: " + user.uid() + " or leave uid out; or change it by hand, with the files.");
        }
        List<UserDeviation> deviations = UserDeviation.of(wanted, user);
        return deviations.isEmpty()
                ? new Decision.InSync(id(), "user is as declared")
                : change(Action.UPDATE, "user differs", deviations);
    }

    private Decision change(Action action, String reason, List<UserDeviation> deviations) {
        String program = action == Action.CREATE ? "useradd" : "usermod";
        String what = (action == Action.CREATE ? "make user " : "change user ") + wanted.name();
        return change(
                action,
                deviations.stream().map(UserDeviation::difference).toList(),
                reason,
                List.of(root().run(what, UserDeviation.command(program, wanted.name(), deviations))));
    }

    private Decision remove(UserFact user) {
        if (user.uid() < FIRST_OF_PEOPLE && wanted.uid().isEmpty()) {
            return conflict(
                    "user " + wanted.name() + " has the number " + user.uid() + ": an account of the system",
                    "If it is to go all the same, say uid: " + user.uid() + " beside state: absent.");
        }
        if (user.processes() > 0) {
            return conflict(
                    "as user " + wanted.name() + " " + user.processes()
                            + " processes run: it is not removed under them",
                    "Stop them (ps -u " + wanted.name() + " shows them), then apply again.");
        }
        return change(
                Action.REMOVE,
                List.of(new Difference("user", "exists", "")),
                "declared absent; its files stay",
                List.of(root().run("remove user " + wanted.name(), "userdel", wanted.name())));
    }
}
