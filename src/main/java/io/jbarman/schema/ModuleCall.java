package io.jbarman.schema;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.topology.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One task's module with its arguments. */
record ModuleCall(Module module, PlayedTask task, TaskServers servers) {
    /** What it declares; empty too where the server that it is about is on another host. */
    Optional<Declaration> declaration(Diagnostics problems) {
        Place.Run run = new Place.Run();
        SourceNode value = task.module().value();
        Place place =
                new Place("task", "'" + module.name() + "'", Modules.key(module).help(), run);
        place.stands(value instanceof Scalar ? value.origin() : task.module().keyOrigin());
        Optional<SourceNode> checked = module.arguments().check(value, place);
        problems.addAll(run.problems.all());
        if (problems.hasErrors() || checked.isEmpty()) {
            return Optional.empty();
        }
        Mapping arguments = (Mapping) checked.get();
        Optional<Entry> name = name(arguments);
        if (name.isEmpty()
                || !hasItsContent(arguments, problems)
                || !isDoneByThat(problems)
                || !mayDependOnItsHost(problems)
                || !mayBeHidden(problems)) {
            return Optional.empty();
        }
        return owner(arguments, problems)
                .map(owner -> declaration(owner, (Scalar) name.get().value(), arguments));
    }

    private Optional<Entry> name(Mapping arguments) {
        return module.key().isEmpty()
                ? Optional.of(new Entry("", task.where(), new Scalar(task.name(), Kind.TEXT, task.where())))
                : SourceTrees.entry(arguments, module.key());
    }

    private boolean runsPrograms() {
        return module.makes() == Thing.Kind.COMMANDS;
    }

    /** All but commands is done by root, or by PostgreSQL. */
    private boolean isDoneByThat(Diagnostics problems) {
        Optional<Scalar> other = task.become()
                .filter(word -> !runsPrograms())
                .filter(word -> !BecomeType.account(word.text()).equals(Optional.of("root")));
        other.ifPresent(word -> problems.add(Diagnostic.error(
                "contradiction",
                word.origin(),
                "'" + module.name() + "' is not done by an account of the document's choice",
                withoutBecome())));
        return other.isEmpty();
    }

    private String withoutBecome() {
        if (module.makes().isOfServer()) {
            return "take become out; how a server is reached is said by access of postgres";
        }
        return Module.OF_ACCOUNTS.contains(module.makes())
                ? "take become out: whose file it is says user"
                : "take become out: it is done by root";
    }

    /** What is wanted of a server decides about its restarts, its standbys, and what archiving needs: all of them know it. */
    private boolean mayDependOnItsHost(Diagnostics problems) {
        boolean may = task.when().isEmpty() || !module.makes().isOfServer();
        if (!may) {
            problems.add(Diagnostic.error(
                    "contradiction",
                    task.module().keyOrigin(),
                    "'" + module.name() + "' is about a server, and its 'when' asks the host (host.facts)",
                    "let variables or groups tell the servers apart: when: host.groups contains 'large'"));
        }
        return may;
    }

    /** What is of a server has its secrets by name, and its changes are told with it. */
    private boolean mayBeHidden(Diagnostics problems) {
        boolean may = !task.hidden() || !module.makes().isOfServer();
        if (!may) {
            problems.add(Diagnostic.error(
                    "contradiction",
                    task.module().keyOrigin(),
                    "no_log is for what is on hosts, and '" + module.name() + "' is about a server",
                    "take no_log out: passwords are secrets, and no secret is ever shown"));
        }
        return may;
    }

    private Optional<String> owner(Mapping arguments, Diagnostics problems) {
        return module.makes().isOfServer()
                ? servers.of(task, SourceTrees.entry(arguments, Module.SERVER), problems)
                : Optional.of(task.host());
    }

    private Declaration declaration(String owner, Scalar name, Mapping arguments) {
        return new Declaration(
                new Thing(owner, module.makes(), name.text()), new Entry(name.text(), name.origin(), said(arguments)));
    }

    private SourceNode said(Mapping arguments) {
        Optional<Entry> value = SourceTrees.entry(arguments, Module.VALUE);
        if (value.isPresent()) {
            return value.get().value();
        }
        List<Entry> said = new ArrayList<>();
        arguments.entries().stream().filter(entry -> module.isSaid(entry.key())).forEach(said::add);
        task.become()
                .filter(any -> runsPrograms())
                .flatMap(word ->
                        BecomeType.account(word.text()).map(account -> new Scalar(account, Kind.TEXT, word.origin())))
                .ifPresent(account -> said.add(new Entry(Module.USER, account.origin(), account)));
        task.content()
                .ifPresent(content ->
                        said.add(new Entry(Module.CONTENT, task.module().keyOrigin(), content)));
        return new Mapping(said, arguments.origin());
    }

    private boolean hasItsContent(Mapping arguments, Diagnostics problems) {
        boolean inline = isWritten(Module.CONTENT);
        boolean file = isWritten(Module.SRC);
        if (inline && file) {
            problems.add(Diagnostic.error(
                    "contradiction",
                    task.module().keyOrigin(),
                    "'" + module.name() + "' has both content and src",
                    "leave one of them out"));
        } else if (module.needsContent() && !inline && !file) {
            problems.add(Diagnostic.error(
                    "missing-key",
                    task.module().keyOrigin(),
                    "'" + module.name() + "' has nothing to put into the file",
                    "say content, or src; owner and mode alone are the business of file"));
        }
        boolean there = SourceTrees.entry(arguments, Module.CONTENT).isPresent()
                || task.content().isPresent();
        return !problems.hasErrors() && (there || !module.needsContent());
    }

    /** Whether it is there, be it of use or not: what is not was told. */
    private boolean isWritten(String argument) {
        return task.module().value() instanceof Mapping all
                && SourceTrees.entry(all, argument).isPresent();
    }
}
