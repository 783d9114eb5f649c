package io.jbarman.resource.file;

import io.jbarman.config.SaidServer;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.barman.BarmanFilesQuery;
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
 * wherever they say it and however it is spelt, they stay as they are.
 *
 * @param written the file that says it where nothing does
 */
public record AdoptedFileResource(FileResource written, String server, BarmanFilesQuery files)
        implements Resource<AdoptedFileResource.State> {
    private static final String OURS = "; Written by jbarman ";

    /** What decides. */
    public record State(FileState file, Map<String, String> files) {
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
        needs.add(files);
        return needs;
    }

    @Override
    public Observation<State> observe(Facts facts) {
        return written.observe(facts)
                .then(file -> Observation.of(facts.get(files)).map(texts -> new State(file, texts)));
    }

    @Override
    public Decision decide(State observed) {
        Map<String, String> texts = observed.files();
        String own = written.file().path();
        if (texts.getOrDefault(own, "").startsWith(OURS)) {
            return written.decide(observed.file());
        }
        Optional<SaidServer> said = SaidServer.in(files.main(), texts, server);
        if (said.isEmpty()) {
            return written.decide(observed.file());
        }
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put(files.main(), texts.getOrDefault(files.main(), ""));
        wanted.put(own, written.content());
        List<String> differences = SaidServer.in(files.main(), wanted, server)
                .map(said.get()::differences)
                .orElse(List.of("conninfo"));
        if (differences.isEmpty()) {
            return new Decision.InSync(id(), said.get().file() + " says the same and stays as it is");
        }
        return said.get().file().equals(own) ? written.decide(observed.file()) : elsewhere(said.get(), differences);
    }

    /** Barman puts sections of one name together, so that what is taken out here would still hold there. */
    private Decision elsewhere(SaidServer said, List<String> differences) {
        return new Decision.Conflict(
                id(),
                said.file() + " describes '" + server + "' otherwise than the topology: "
                        + String.join(", ", differences),
                "Say there what the topology says, or the other way round; or take the section out there: it is then written to "
                        + written.file().path() + ".");
    }
}
