package io.jbarman.resource.file;

import io.jbarman.config.SaidConfiguration;
import io.jbarman.config.SaidServer;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.barman.BarmanFilesQuery;
import io.jbarman.facts.file.PathFact;
import io.jbarman.facts.file.PathQuery;
import io.jbarman.plan.Decision;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A server's file on a barmanhost that people look after: where their own files say of the server what the topology says,
 * wherever they say it and however it is spelt, they stay as they are. Where the file that jbarman would write is theirs,
 * only what the topology names is changed in it. What cannot be read or understood is not known to
 * be silent about the server, so that nothing is written beside it.
 *
 * @param written the file that says it where nothing does
 * @param main the main file
 */
public record AdoptedFileResource(FileResource written, String server, PathQuery main, BarmanFilesQuery files)
        implements Resource<AdoptedFileResource.State> {
    private static final String OURS = "; Written by jbarman ";

    /** What decides. */
    public record State(FileState file, PathFact main, Map<String, String> files) {
        public State {
            files = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(files));
        }
    }

    @Override
    public ResourceId id() {
        return written.id();
    }

    @Override
    public String demand() {
        return written.demand();
    }

    @Override
    public Set<ResourceId> after() {
        return written.after();
    }

    @Override
    public Set<FactQuery<?>> needs() {
        Set<FactQuery<?>> needs = new HashSet<>(written.needs());
        needs.add(main);
        needs.add(files);
        return needs;
    }

    @Override
    public Observation<State> observe(Facts facts) {
        return written.observe(facts)
                .then(file -> Observation.of(facts.get(main))
                        .then(itself -> Observation.of(facts.get(files)).map(texts -> new State(file, itself, texts))));
    }

    @Override
    public Decision decide(State observed) {
        if (!observed.main().isAbsent() && observed.main().content().isEmpty()) {
            return hidden(main.path());
        }
        PathFact own = observed.file().file();
        if (own.kind() == PathFact.Kind.FILE && own.content().isEmpty()) {
            return hidden(own());
        }
        try {
            return decide(observed, understood(observed));
        } catch (ProblemException notUnderstood) {
            return unclear(notUnderstood.problems().get(0));
        }
    }

    private Decision decide(State observed, SaidConfiguration configuration) {
        Optional<SaidServer> found = configuration.find(server).filter(any -> !isOurs(observed));
        if (found.isEmpty()) {
            return write(observed, configuration);
        }
        SaidServer said = found.get();
        List<String> differences = SaidConfiguration.of(main.path(), wanted(observed))
                .find(server)
                .map(said::differences)
                .orElse(List.of("conninfo"));
        Set<String> outdated = said.file().equals(own()) ? outdated(observed) : Set.of();
        if (differences.isEmpty() && outdated.isEmpty()) {
            return new Decision.InSync(id(), said.file() + " says the same and stays as it is");
        }
        if (said.model().isPresent()) {
            return switched(said.model().get(), differences);
        }
        return said.file().equals(own()) ? edit(observed, differences, outdated) : elsewhere(said, differences);
    }

    /** What was added to their file once and is no longer in the topology. */
    private Set<String> outdated(State observed) {
        Set<String> outdated = new HashSet<>(SectionEdit.added(text(observed)));
        outdated.removeAll(SaidConfiguration.options(written.content(), server).keySet());
        return outdated;
    }

    private Decision edit(State observed, List<String> names, Set<String> outdated) {
        Map<String, String> values = new LinkedHashMap<>(SaidConfiguration.options(written.content(), server));
        values.keySet().retainAll(names);
        String text = SectionEdit.of(text(observed), server, values, outdated);
        Decision decision = written.saying(text).decide(observed.file());
        return decision instanceof Decision.Change change
                ? new Decision.Change(
                        id(),
                        change.action(),
                        IniDifferences.of(
                                SaidConfiguration.options(text(observed), server),
                                SaidConfiguration.options(text, server)),
                        change.effect(),
                        "file differs; what else people have written in it stays",
                        change.steps())
                : decision;
    }

    private SaidConfiguration understood(State observed) {
        Map<String, String> texts = new LinkedHashMap<>(Map.of(main.path(), main(observed)));
        texts.putAll(observed.files());
        if (isOurs(observed)) {
            texts.remove(own());
        }
        return SaidConfiguration.of(main.path(), texts);
    }

    private Map<String, String> wanted(State observed) {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put(main.path(), main(observed));
        wanted.put(own(), written.content());
        return wanted;
    }

    /** One that is not there yet will say no more than where everything is. */
    private String main(State observed) {
        return observed.main()
                .content()
                .orElseGet(() -> "[barman]\nbarman_home = "
                        + files.home().replace("%", "%%") + "\nconfiguration_files_directory = "
                        + files.directory().replace("%", "%%") + "\n");
    }

    private String own() {
        return written.file().path();
    }

    private boolean isOurs(State observed) {
        return text(observed).startsWith(OURS);
    }

    private static String text(State observed) {
        return observed.file().file().content().orElse("");
    }

    private Decision write(State observed, SaidConfiguration configuration) {
        if (!configuration.includes(files.directory())) {
            return new Decision.Conflict(
                    id(),
                    main.path() + " does not include " + files.directory() + ": Barman would never see '" + server
                            + "' in " + own(),
                    "Set configuration_files_directory = " + files.directory() + " in [barman] of " + main.path()
                            + ", or say in the topology what it says (config_directory).");
        }
        List<String> others = SaidConfiguration.sections(text(observed)).stream()
                .filter(name -> !name.equals(server))
                .toList();
        return others.isEmpty() || isOurs(observed)
                ? written.decide(observed.file())
                : new Decision.Conflict(
                        id(),
                        own() + " is there and has other sections: " + String.join(", ", others),
                        "Move them to a file of another name; or say of '" + server
                                + "' in it what the topology says: it then stays as it is.");
    }

    private Decision hidden(String path) {
        return new Decision.Conflict(
                id(),
                path + " is there and " + written.user() + " may not read it: it may describe '" + server + "'",
                "Let " + written.user() + " read it: chown root:" + written.user() + " and chmod 0640.");
    }

    /** The line itself may hold a password. */
    private Decision unclear(Diagnostic problem) {
        String place = problem.origin().map(origin -> " (" + origin + ")").orElse("");
        return new Decision.Conflict(
                id(),
                "the configuration cannot be understood" + place + ", and may describe '" + server + "': "
                        + problem.summary(),
                "Mend it, then plan again; Barman cannot read it either: " + problem.hint());
    }

    private Decision switched(String model, List<String> differences) {
        return new Decision.Conflict(
                id(),
                "'" + server + "' was switched to model '" + model
                        + "', with which it is otherwise than in the topology: " + String.join(", ", differences),
                "Say in the topology what it is with the model, or switch it back: barman config-switch " + server
                        + " --reset.");
    }

    /** Barman puts sections of one name together, so that what is taken out here would still hold there. */
    private Decision elsewhere(SaidServer said, List<String> differences) {
        return new Decision.Conflict(
                id(),
                said.file() + " describes '" + server + "' otherwise than the topology: "
                        + String.join(", ", differences),
                "Say there what the topology says, or the other way round; or take the section out there: it is then written to "
                        + own() + ".");
    }
}
