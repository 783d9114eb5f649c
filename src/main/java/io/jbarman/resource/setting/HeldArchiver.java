package io.jbarman.resource.setting;

import io.jbarman.facts.setting.Setting;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.Step;
import io.jbarman.resource.Wrapping;
import io.jbarman.topology.SettingDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code archive_mode} that is switched on for an {@code archive_command} which comes later, when the way to the
 * barmanhost is proved: with none the server would keep all of its WAL from its restart on (PostgreSQL: "Continuous
 * Archiving"), so where there is none a command that succeeds holds the place. Nothing was archived before either.
 */
public record HeldArchiver(SettingResource inner) implements Wrapping<SettingState> {
    /** The setting that a restart switches on or off. */
    public static final String MODE = "archive_mode";

    /** The command that succeeds and archives nothing. */
    public static final String SUCCEEDS = "/bin/true";

    private static final String COMMAND = "archive_command";
    private static final String LIBRARY = "archive_library";
    private static final String OFF = "off";

    /** Whether a setting is one that comes before its command. */
    public static boolean concerns(WantedSetting wanted) {
        return wanted.name().equals(MODE)
                && wanted.floor().filter(Floor.ArchiveMode.class::isInstance).isPresent();
    }

    @Override
    public Decision decide(SettingState observed) {
        Decision own = inner.decide(observed);
        boolean free = own instanceof Decision.Change || own instanceof Decision.InSync;
        return free && isSwitchedOn(observed) && isEmpty(COMMAND, observed) && isEmpty(LIBRARY, observed)
                ? held(own, command().decide(observed))
                : own;
    }

    private boolean isSwitchedOn(SettingState observed) {
        return observed.running()
                .find(MODE)
                .filter(setting -> setting.value().equals(OFF))
                .map(setting -> inner.planned(observed).orElseGet(() -> FutureValue.of(setting, observed.files())))
                .filter(future -> !future.equals(OFF))
                .isPresent();
    }

    private static boolean isEmpty(String name, SettingState observed) {
        Optional<Setting> setting = observed.running().find(name);
        return setting.isEmpty()
                ? name.equals(LIBRARY)
                : FutureValue.of(setting.get(), observed.files()).isEmpty();
    }

    private SettingResource command() {
        return new SettingResource(
                inner.server(), inner.queries(), WantedSetting.declared(COMMAND, new SettingDemand.Exactly(SUCCEEDS)));
    }

    /** The command first: a run that ends between the two leaves a server that does not archive. */
    private Decision held(Decision own, Decision command) {
        if (command instanceof Decision.Conflict conflict) {
            return new Decision.Conflict(id(), conflict.summary(), conflict.remedy());
        }
        if (!(command instanceof Decision.Change change)) {
            return own;
        }
        List<Difference> differences = new ArrayList<>();
        List<Step> steps = new ArrayList<>(change.steps());
        if (own instanceof Decision.Change mode) {
            differences.addAll(mode.differences());
            steps.addAll(mode.steps());
        }
        differences.add(Difference.ofSetting(COMMAND, "", SUCCEEDS));
        return new Decision.Change(
                id(),
                Action.UPDATE,
                differences,
                own instanceof Decision.Change mode ? mode.effect() : Effect.NONE,
                (own instanceof Decision.Change mode ? mode.reason() + "; " : "")
                        + SUCCEEDS + " holds the place of archive_command until the way to the barmanhost is proved:"
                        + " with none the server would keep all of its WAL",
                steps);
    }
}
