package io.jbarman.resource.activation;

import io.jbarman.facts.setting.FileSetting;
import io.jbarman.facts.setting.FileSettings;
import io.jbarman.facts.setting.Setting;
import io.jbarman.facts.setting.Settings;
import io.jbarman.resource.setting.FutureValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where what runs and what the files say part, and will still part when a plan has written its settings. Pure.
 *
 * <p>Nothing is remembered from run to run, and pg_settings.pending_restart is not asked: it stays true after ALTER
 * SYSTEM RESET, and with a value from the command line comes back after every restart.
 *
 * @param managed those that the topology speaks of
 * @param foreign all others: told, never acted upon
 */
public record Divergences(List<Divergence> managed, List<Divergence> foreign) {
    public Divergences {
        managed = List.copyOf(managed);
        foreign = List.copyOf(foreign);
    }

    /**
     * Compares all settings.
     *
     * @param planned by name, what the plan at hand will write
     */
    public static Divergences of(
            Settings running, FileSettings files, Set<String> managedNames, Map<String, String> planned) {
        List<Divergence> managed = new ArrayList<>();
        List<Divergence> foreign = new ArrayList<>();
        running.byName().values().stream()
                .sorted(Comparator.comparing(Setting::name))
                .forEach(setting -> divergence(setting, files, planned)
                        .ifPresent(managedNames.contains(setting.name()) ? managed::add : foreign::add));
        return new Divergences(managed, foreign);
    }

    private static Optional<Divergence> divergence(Setting setting, FileSettings files, Map<String, String> planned) {
        if (!isDecidedByFiles(setting, files) && !planned.containsKey(setting.name())) {
            return Optional.empty();
        }
        String future =
                Optional.ofNullable(planned.get(setting.name())).orElseGet(() -> FutureValue.of(setting, files));
        return FutureValue.differs(setting, future)
                ? Optional.of(new Divergence(
                        setting.name(),
                        setting.display(setting.value()),
                        setting.display(future),
                        setting.needsRestart(),
                        files.winner(setting.name()).map(FileSetting::file)))
                : Optional.empty();
    }

    /** In a file now, or when it was last read; of all others the server itself computes what it runs with. */
    private static boolean isDecidedByFiles(Setting setting, FileSettings files) {
        return files.winner(setting.name()).isPresent() || setting.source().equals("configuration file");
    }

    /** The managed ones that only a restart mends. */
    public List<Divergence> forRestart() {
        return managed.stream().filter(Divergence::needsRestart).toList();
    }

    /** The managed ones that a reload mends. */
    public List<Divergence> forReload() {
        return managed.stream().filter(each -> !each.needsRestart()).toList();
    }

    /** Foreign edits that a restart would bring to life with ours; a reload only those that need none. */
    public List<Divergence> foreign(boolean restart) {
        return foreign.stream().filter(each -> restart || !each.needsRestart()).toList();
    }
}
