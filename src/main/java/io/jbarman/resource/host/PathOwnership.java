package io.jbarman.resource.host;

import io.jbarman.facts.host.EntryFact;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Step;
import io.jbarman.topology.HostSystem.FileDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Owner, group and mode of what is at a path: what differs, and what makes it right. Pure. */
record PathOwnership(FileDemand wanted, Root root) {
    List<Difference> differences(EntryFact fact) {
        List<Difference> differences = new ArrayList<>();
        wanted.owner()
                .filter(owner -> !owner.equals(fact.owner()))
                .ifPresent(owner -> differences.add(new Difference("owner", fact.owner(), owner)));
        wanted.group()
                .filter(group -> !group.equals(fact.group()))
                .ifPresent(group -> differences.add(new Difference("group", fact.group(), group)));
        wanted.mode()
                .filter(mode -> mode != fact.mode())
                .ifPresent(mode -> differences.add(new Difference("mode", fact.modeText(), text(mode))));
        return differences;
    }

    /** The mode last: chown(1) clears set-user-ID bits. */
    List<Step> steps(EntryFact fact) {
        List<Step> steps = new ArrayList<>();
        String path = wanted.path();
        if (wanted.owner().filter(owner -> !owner.equals(fact.owner())).isPresent()
                || wanted.group().filter(group -> !group.equals(fact.group())).isPresent()) {
            steps.add(root.run("give " + path + " its owner", "chown", "--no-dereference", "--", names(), path));
        }
        wanted.mode()
                .filter(mode -> mode != fact.mode() || !steps.isEmpty())
                .ifPresent(mode -> steps.add(root.run("give " + path + " its mode", "chmod", "--", text(mode), path)));
        return steps;
    }

    /**
     * Why nothing may be changed at a path whose way others have a say over: what they do not own, root would have to
     * touch in a place of theirs.
     */
    Optional<String> hindrance(EntryFact fact) {
        if (fact.way().problem().isPresent() || fact.way().isRoots()) {
            return fact.way().problem();
        }
        String theirs = fact.way().account();
        boolean another = wanted.owner().filter(owner -> !owner.equals(theirs)).isPresent()
                || (fact.kind() != EntryFact.Kind.ABSENT && !fact.owner().equals(theirs));
        return another
                ? Optional.of("directories on its way belong to " + theirs + ", and it is to be or is another's")
                : Optional.empty();
    }

    /** {@code owner:group}, where either is declared; nobody gives away what is its own. */
    Optional<String> ofNew() {
        if (!root.account().equals(Root.NAME)) {
            return wanted.group().map(group -> ":" + group);
        }
        return wanted.owner().isPresent() || wanted.group().isPresent() ? Optional.of(names()) : Optional.empty();
    }

    private String names() {
        return wanted.owner().orElse("")
                + wanted.group().map(group -> ":" + group).orElse("");
    }

    static String text(int mode) {
        return String.format("%04o", mode);
    }
}
