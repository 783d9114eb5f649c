package io.jbarman.resource.file;

import io.jbarman.diagnostics.ProblemException;
import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.barman.BarmanFilesQuery;
import io.jbarman.facts.file.PathFact;
import io.jbarman.facts.file.PathQuery;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Note;
import io.jbarman.resource.Wrapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A server's file on a barmanhost of ours, whose runtime heeds other files as Barman does: what one of those has otherwise
 * is noted. It stands in nobody's way, since all is written as it is to be.
 *
 * @param main the main file
 */
public record HeededFile(FileResource inner, String server, PathQuery main, BarmanFilesQuery files)
        implements Wrapping<FileState> {
    @Override
    public Set<FactQuery<?>> needsToo() {
        return Set.of(main, files);
    }

    @Override
    public List<Note> notes(Facts facts) {
        if (!(facts.get(main) instanceof Fact.Known<PathFact> itself)
                || !(facts.get(files) instanceof Fact.Known<Map<String, String>> texts)
                || itself.value().content().isEmpty()) {
            return List.of();
        }
        Map<String, String> all = new LinkedHashMap<>(texts.value());
        all.put(main.path(), itself.value().content().get());
        try {
            return notes(new PeoplesFiles(main.path(), inner.file().path(), server, inner.user(), Set.of(), all)
                    .with(inner.content(), inner.content()));
        } catch (ProblemException notUnderstood) {
            return List.of();
        }
    }

    private List<Note> notes(Overruled overruled) {
        if (overruled.isNothing()) {
            return List.of();
        }
        Decision.Conflict told = new AdoptionRefusals(
                        id(), server, inner.user(), main.path(), inner.file().path())
                .overruled(overruled);
        return List.of(new Note(id(), told.summary(), told.remedy()));
    }
}
