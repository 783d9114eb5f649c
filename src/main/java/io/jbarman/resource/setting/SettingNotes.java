package io.jbarman.resource.setting;

import io.jbarman.facts.setting.FileSetting;
import io.jbarman.facts.setting.NormalForm;
import io.jbarman.facts.setting.OwnValue;
import io.jbarman.facts.setting.Setting;
import io.jbarman.plan.Note;
import io.jbarman.plan.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a declared value does not reach, or somebody may think that another one does. Pure. */
record SettingNotes(ResourceId id, Setting setting) {
    List<Note> of(SettingState observed) {
        List<Note> notes = new ArrayList<>();
        Optional<FileSetting> winner = observed.files().winner(setting.name());
        winner.ifPresent(line -> observed.files().hidden(setting.name()).stream()
                .filter(hidden -> !same(hidden.value(), line.value()))
                .forEach(hidden -> notes.add(hidden(hidden, line))));
        observed.ownValues().stream()
                .filter(own -> own.name().equals(setting.name().toLowerCase(java.util.Locale.ROOT)))
                .forEach(own -> notes.add(own(own)));
        return notes;
    }

    private boolean same(String one, String other) {
        return NormalForm.of(setting, one).equals(NormalForm.of(setting, other));
    }

    private Note hidden(FileSetting hidden, FileSetting winner) {
        return new Note(
                id,
                hidden.place() + " says " + hidden.value() + ", which " + winner.place() + " (" + winner.value()
                        + ") overrides",
                "");
    }

    private Note own(OwnValue own) {
        return new Note(
                id,
                own.whose() + " has " + own.value() + " for itself, which wins in its sessions",
                own.reset() + " if that is not meant.");
    }
}
