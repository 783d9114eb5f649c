package io.jbarman.resource.file;

import io.jbarman.config.SaidConfiguration;
import io.jbarman.config.SaidServer;
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
import io.jbarman.resource.Want;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A server's file on a barmanhost that people look after: where their own files say of the server what the topology says,
 * wherever they say it and however it is spelt, they stay as they are. Where the file that jbarman would write is theirs,
 * only what the topology names is changed in it, unless a file that Barman reads later would have its way all the same.
 * What cannot be read or understood is not known to be silent about the server, so that nothing is written beside it.
 *
 * @param written the file that says it where nothing does
 * @param ownPasswords options whose connection strings the topology only quotes: a password in one is nobody else's business
 * @param main the main file
 */
public record AdoptedFileResource(
        FileResource written, String server, Set<String> ownPasswords, PathQuery main, BarmanFilesQuery files)
        implements Resource<AdoptedFileResource.State> {
    private static final String OURS = "; Written by jbarman ";

    public AdoptedFileResource {
        ownPasswords = Set.copyOf(ownPasswords);
    }

    /** What decides. */
    public record State(FileState file, PathFact main, Map<String, String> files) {
        public State {
            files = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(files));
        }

        /** The file's text, empty where there is none to read. */
        String text() {
            return file.file().content().orElse("");
        }

        /** Whether the file is there and not for us to read. */
        boolean isHidden() {
            return file.file().kind() == PathFact.Kind.FILE
                    && file.file().content().isEmpty();
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
    public List<Want> wants() {
        return written.wants();
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
            return refusals().hidden(main.path());
        }
        if (observed.isHidden()) {
            return refusals().hidden(own());
        }
        try {
            return decide(observed, peoples(observed));
        } catch (ProblemException notUnderstood) {
            return refusals().unclear(notUnderstood.problems().get(0));
        }
    }

    private Decision decide(State observed, PeoplesFiles peoples) {
        SaidConfiguration configuration = peoples.said();
        Optional<SaidServer> found = configuration.find(server).filter(any -> !isOurs(observed));
        if (found.isEmpty()) {
            return write(observed, configuration, peoples);
        }
        SaidServer said = found.get();
        List<String> differences = peoples.differences(said, written.content());
        Set<String> outdated = outdated(observed);
        if (differences.isEmpty() && outdated.isEmpty()) {
            return new Decision.InSync(id(), said.file() + " says the same and stays as it is");
        }
        return SaidConfiguration.sections(observed.text()).contains(server)
                ? edit(observed, peoples, differences, said)
                : elsewhere(said, differences);
    }

    private Decision elsewhere(SaidServer said, List<String> differences) {
        return said.model().isPresent()
                ? refusals().overruled(new Overruled(differences, said.places(), said.model()))
                : refusals().elsewhere(said, differences);
    }

    /** What was added to their file once and is no longer in the topology. */
    private Set<String> outdated(State observed) {
        Set<String> outdated = new HashSet<>(SectionEdit.added(observed.text()));
        outdated.removeAll(wanted().keySet());
        return outdated;
    }

    /** What the topology names, as it stands in a file. */
    Map<String, String> wanted() {
        return SaidConfiguration.options(written.content(), server);
    }

    private Decision edit(State observed, PeoplesFiles peoples, List<String> names, SaidServer said) {
        Set<String> outdated = outdated(observed);
        Map<String, String> values = new LinkedHashMap<>(wanted());
        values.keySet().retainAll(names);
        PeoplesPasswords passwords =
                new PeoplesPasswords(SaidConfiguration.options(observed.text(), server), said, written.user());
        ownPasswords.forEach(option -> values.computeIfPresent(option, passwords::into));
        String text = SectionEdit.of(observed.text(), server, values, outdated);
        Set<String> theirs = new HashSet<>(ownPasswords);
        theirs.addAll(outdated);
        List<String> lost = passwords.lost(theirs, SaidConfiguration.options(text, server));
        if (!lost.isEmpty()) {
            return refusals().passwordLost(lost, said);
        }
        Overruled overruled = peoples.with(text, written.content());
        return overruled.isNothing()
                ? saying(text, observed, "file differs; what else people have written in it stays")
                : refusals().overruled(overruled);
    }

    /** Their file with another text. */
    Decision saying(String text, State observed, String reason) {
        Decision decision = written.saying(text).decide(observed.file());
        return decision instanceof Decision.Change change
                ? new Decision.Change(
                        id(),
                        change.action(),
                        IniDifferences.of(
                                SaidConfiguration.options(observed.text(), server),
                                SaidConfiguration.options(text, server)),
                        change.effect(),
                        reason,
                        change.steps())
                : decision;
    }

    private PeoplesFiles peoples(State observed) {
        Map<String, String> texts = new LinkedHashMap<>(Map.of(main.path(), main(observed)));
        texts.putAll(observed.files());
        if (isOurs(observed)) {
            texts.remove(own());
        }
        return new PeoplesFiles(main.path(), own(), server, written.user(), ownPasswords, texts);
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

    private static boolean isOurs(State observed) {
        return observed.text().startsWith(OURS);
    }

    private Decision write(State observed, SaidConfiguration configuration, PeoplesFiles peoples) {
        if (!configuration.includes(files.directory())) {
            return refusals().notIncluded(files.directory());
        }
        List<String> others = SaidConfiguration.sections(observed.text()).stream()
                .filter(name -> !name.equals(server))
                .toList();
        if (!others.isEmpty() && !isOurs(observed)) {
            return refusals().othersInIt(others);
        }
        Overruled overruled = peoples.with(written.content(), written.content());
        return overruled.isNothing()
                ? written.decide(observed.file())
                : refusals().overruled(overruled);
    }

    AdoptionRefusals refusals() {
        return new AdoptionRefusals(id(), server, written.user(), main.path(), own());
    }
}
