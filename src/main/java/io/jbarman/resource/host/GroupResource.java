package io.jbarman.resource.host;

import io.jbarman.facts.host.GroupFact;
import io.jbarman.facts.host.GroupQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.topology.HostSystem.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A group of accounts (groupadd(8)). Its number is never changed, since files would change hands; one that an account
 * has as its own is not removed.
 *
 * @param leaving accounts that are to go: a group goes after them
 */
public record GroupResource(GroupQuery query, Group wanted, Set<String> leaving)
        implements OfHost<Optional<GroupFact>> {
    public GroupResource {
        leaving = Set.copyOf(leaving);
    }

    /** The address of a group. */
    public static ResourceId id(String host, String name) {
        return new ResourceId(host, "group", name);
    }

    @Override
    public ResourceId id() {
        return id(query.host(), wanted.name());
    }

    @Override
    public List<Want> wants() {
        return wanted.absent()
                ? Wants.absent()
                : new Wants().put("group", "exists").put("gid", wanted.gid()).list();
    }

    @Override
    public Set<ResourceId> after() {
        return wanted.absent()
                ? leaving.stream()
                        .map(name -> UserResource.id(query.host(), name))
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    @Override
    public Decision decide(Optional<GroupFact> observed) {
        if (observed.isEmpty()) {
            return wanted.absent() ? new Decision.InSync(id(), "group does not exist, as declared") : create();
        }
        return wanted.absent() ? remove(observed.get()) : compare(observed.get());
    }

    private Decision compare(GroupFact group) {
        return wanted.gid()
                .filter(gid -> gid != group.gid())
                .<Decision>map(gid -> conflict(
                        "group " + wanted.name() + " has the number " + group.gid() + ", the topology says " + gid
                                + ": its files would be another group's",
                        "Say gid: " + group.gid() + " or leave gid out; or change it by hand, with the files."))
                .orElseGet(() -> new Decision.InSync(id(), "group exists"));
    }

    private Decision create() {
        List<String> command = new ArrayList<>(List.of("groupadd"));
        wanted.gid().ifPresent(gid -> command.addAll(List.of("--gid", gid.toString())));
        command.add(wanted.name());
        return change(
                Action.CREATE,
                List.of(new Difference(
                        "gid", "", wanted.gid().map(String::valueOf).orElse("(the next)"))),
                "group does not exist",
                List.of(root().run("make group " + wanted.name(), command)));
    }

    private Decision remove(GroupFact group) {
        List<String> staying = group.primaryOf().stream()
                .filter(name -> !leaving.contains(name))
                .toList();
        if (!staying.isEmpty()) {
            return conflict(
                    "group " + wanted.name() + " is the own group of " + String.join(", ", staying),
                    "Give those accounts another group (users.NAME.group), or remove them first.");
        }
        List<String> losing =
                group.members().stream().filter(name -> !leaving.contains(name)).toList();
        if (!losing.isEmpty()) {
            return conflict(
                    "group " + wanted.name() + " has members: " + String.join(", ", losing)
                            + " would lose what it allows them",
                    "Take them out of it first, one by one (gpasswd -d NAME " + wanted.name() + "), or remove them.");
        }
        Step step = root().run("remove group " + wanted.name(), "groupdel", wanted.name());
        return change(Action.REMOVE, List.of(new Difference("group", "exists", "")), "declared absent", List.of(step));
    }
}
