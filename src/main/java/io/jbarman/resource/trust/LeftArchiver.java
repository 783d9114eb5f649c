package io.jbarman.resource.trust;

import io.jbarman.facts.setting.Setting;
import io.jbarman.plan.Decision;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Undoing;
import io.jbarman.resource.activation.RestartResource;
import io.jbarman.resource.setting.FutureValue;
import io.jbarman.resource.setting.HeldArchiver;
import io.jbarman.resource.setting.RestoredSetting;
import io.jbarman.resource.setting.SettingQueries;
import io.jbarman.resource.setting.SettingResource;
import io.jbarman.resource.setting.SettingState;
import io.jbarman.resource.setting.WantedSetting;
import io.jbarman.topology.SettingDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * That the command which {@link HeldArchiver} set for an {@code archive_command} of the topology goes when the topology has
 * none any more, for whoever knows that it was set. As long as {@code archive_mode} is on, or goes on with a restart, it
 * stays, since with none the server would keep all of its WAL, and is told: whoever looks at the server would take it for
 * one that archives. Where the topology switches {@code archive_mode} off, it goes behind that restart.
 *
 * @param mode what the topology says of archive_mode
 */
public record LeftArchiver(SettingResource made, Optional<SettingResource> mode) implements Undoing<SettingState> {
    private static final String COMMAND = "archive_command";
    private static final String OFF = "off";

    /** Of a server. */
    public static LeftArchiver of(String server, SettingQueries queries, Optional<SettingResource> mode) {
        return new LeftArchiver(exactly(server, queries, HeldArchiver.SUCCEEDS), mode);
    }

    private static SettingResource exactly(String server, SettingQueries queries, String value) {
        return new SettingResource(server, queries, WantedSetting.declared(COMMAND, new SettingDemand.Exactly(value)));
    }

    @Override
    public String demand() {
        return "no " + HeldArchiver.SUCCEEDS;
    }

    @Override
    public Set<ResourceId> after() {
        return Set.of(RestartResource.id(made.server()));
    }

    @Override
    public Decision decide(SettingState observed) {
        if (future(COMMAND, observed).filter(HeldArchiver.SUCCEEDS::equals).isEmpty()) {
            return new Decision.InSync(id(), "is not jbarman's");
        }
        boolean goesOff = mode.isPresent() || isOff(observed);
        return goesOff && willBeOff(observed) ? goes(observed) : stays();
    }

    private static boolean isOff(SettingState observed) {
        return observed.running()
                .find(HeldArchiver.MODE)
                .filter(setting -> setting.value().equals(OFF))
                .isPresent();
    }

    /** By its files, or by what this run puts there. */
    private boolean willBeOff(SettingState observed) {
        return mode.flatMap(one -> one.planned(observed))
                .or(() -> future(HeldArchiver.MODE, observed))
                .filter(OFF::equals)
                .isPresent();
    }

    private static Optional<String> future(String name, SettingState observed) {
        Optional<Setting> setting = observed.running().find(name);
        return setting.map(one -> FutureValue.of(one, observed.files()));
    }

    private Decision stays() {
        String server = made.server();
        return new Decision.Pending(
                id(),
                HeldArchiver.SUCCEEDS + " holds the place of an archive_command that the document has no longer: "
                        + server + " archives nothing by it, and says that it does",
                "Put archive_command back into the document, or say archive_mode: off in settings of " + server
                        + ": behind the restart apply takes it back. With no command the server would keep all of its"
                        + " WAL until then.");
    }

    private Decision goes(SettingState observed) {
        Decision back = new RestoredSetting(exactly(made.server(), made.queries(), "")).decide(observed);
        if (!(back instanceof Decision.Change change)) {
            return back;
        }
        List<Step> steps = new ArrayList<>(change.steps());
        steps.add(new Step.ReloadServer(made.server(), "reload " + made.server()));
        return new Decision.Change(
                change.id(),
                change.action(),
                change.differences(),
                change.effect(),
                "it held the place of an archive_command that the document has no longer",
                steps);
    }
}
