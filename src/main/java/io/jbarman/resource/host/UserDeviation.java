package io.jbarman.resource.host;

import io.jbarman.facts.host.UserFact;
import io.jbarman.plan.Difference;
import io.jbarman.topology.HostSystem.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One attribute of an account that is not as declared, with the options that make it so. Pure. */
record UserDeviation(Difference difference, List<String> options) {
    UserDeviation {
        options = List.copyOf(options);
    }

    /** Everything that is declared of an account that is not there yet. */
    static List<UserDeviation> ofNew(User wanted) {
        List<UserDeviation> all = new ArrayList<>();
        wanted.uid().ifPresent(uid -> all.add(one("uid", "", uid.toString(), "--uid", uid.toString())));
        all.add(wanted.group()
                .map(group -> one("group", "", group, "--gid", group))
                .orElseGet(() -> one("group", "", wanted.name(), "--user-group")));
        supplementary(wanted, List.of(), "--groups").ifPresent(all::add);
        all.add(wanted.home()
                .map(home -> one("home", "", home, "--create-home", "--home-dir", home))
                .orElseGet(() -> one("home", "", "(the host's default)", "--create-home")));
        wanted.shell().ifPresent(shell -> all.add(one("shell", "", shell, "--shell", shell)));
        wanted.comment().ifPresent(comment -> all.add(one("comment", "", comment, "--comment", comment)));
        return all;
    }

    /** Where one that is there differs. */
    static List<UserDeviation> of(User wanted, UserFact user) {
        List<UserDeviation> all = new ArrayList<>();
        differs(wanted.group(), user.group(), "group", "--gid").ifPresent(all::add);
        supplementary(wanted, List.copyOf(user.groups()), "--append", "--groups")
                .ifPresent(all::add);
        differs(wanted.home(), user.home(), "home", "--home").ifPresent(all::add);
        differs(wanted.shell(), user.shell(), "shell", "--shell").ifPresent(all::add);
        differs(wanted.comment(), user.comment(), "comment", "--comment").ifPresent(all::add);
        return all;
    }

    private static Optional<UserDeviation> supplementary(User wanted, List<String> has, String... options) {
        List<String> missing =
                wanted.groups().stream().filter(group -> !has.contains(group)).toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>(List.of(options));
        all.add(String.join(",", missing));
        return Optional.of(new UserDeviation(new Difference("member of", "", String.join(", ", missing)), all));
    }

    private static Optional<UserDeviation> differs(
            Optional<String> wanted, String has, String attribute, String option) {
        return wanted.filter(text -> !text.equals(has)).map(text -> one(attribute, has, text, option, text));
    }

    private static UserDeviation one(String attribute, String before, String after, String... options) {
        return new UserDeviation(new Difference(attribute, before, after), List.of(options));
    }

    static List<String> command(String program, String name, List<UserDeviation> deviations) {
        List<String> command = new ArrayList<>(List.of(program));
        deviations.forEach(one -> command.addAll(one.options()));
        command.add(name);
        return command;
    }
}
