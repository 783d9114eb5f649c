package io.jbarman.resource.trust;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.setting.Setting;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Undoing;
import io.jbarman.resource.setting.AlterSystem;
import io.jbarman.resource.setting.FutureValue;
import io.jbarman.resource.setting.HeldArchiver;
import io.jbarman.resource.setting.RestoredSetting;
import io.jbarman.resource.setting.SettingState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * That {@code archive_command} is what it was before jbarman's, at once: the program that it calls goes after it. Where
 * somebody has come to archive by another command, that one stays. Where {@code archive_mode} goes off with a restart,
 * a command that succeeds stands there until then: without one the server would keep all of its WAL (PostgreSQL:
 * "Continuous Archiving").
 *
 * @param mode the way back of archive_mode, where that was changed as well
 * @param restart of the server
 * @param restarts whether that is part of the same plan
 */
public record RestoredArchiveCommand(
        ArchiveCommandResource made,
        RestoredSetting before,
        Optional<RestoredSetting> mode,
        Optional<Resource<?>> restart,
        boolean restarts)
        implements Undoing<ArchiveCommandResource.State> {
    /** The setting that a restart switches off. */
    public static final String MODE = HeldArchiver.MODE;

    private static final String OFF = "off";
    private static final String SUCCEEDS = HeldArchiver.SUCCEEDS;

    /** One of a server whose archive_mode stays. */
    public RestoredArchiveCommand(ArchiveCommandResource made, RestoredSetting before) {
        this(made, before, Optional.empty(), Optional.empty(), false);
    }

    /** The same, knowing what else is put back. */
    public RestoredArchiveCommand with(Optional<RestoredSetting> archiveMode, Optional<Resource<?>> itsRestart) {
        return new RestoredArchiveCommand(made, before, archiveMode, itsRestart, false);
    }

    @Override
    public Set<FactQuery<?>> needs() {
        Set<FactQuery<?>> needs = new HashSet<>(made.needs());
        restart.ifPresent(one -> needs.addAll(one.needs()));
        return needs;
    }

    @Override
    public Decision decide(Facts facts) {
        boolean planned = restart.filter(one -> one.decide(facts) instanceof Decision.Change)
                .isPresent();
        return observe(facts).decideWith(new RestoredArchiveCommand(made, before, mode, restart, planned));
    }

    @Override
    public Decision decide(ArchiveCommandResource.State observed) {
        SettingState settings = observed.settings();
        boolean held = present(settings).filter(SUCCEEDS::equals).isPresent();
        if (!made.isOurs(observed)) {
            if (made.isRunning(observed)) {
                return change(Action.UPDATE, List.of(), "the server does not know it yet", List.of(told()));
            }
            if (!held || !(waits(settings) || isOff(settings))) {
                return new Decision.InSync(id(), "is not jbarman's");
            }
        }
        if (!(before.decide(settings) instanceof Decision.Change back)) {
            return before.decide(settings);
        }
        if (!waits(settings)) {
            List<Step> steps = new ArrayList<>(back.steps());
            steps.add(told());
            return change(
                    back.action(), back.differences(), "as it was before jbarman's" + kept(settings, back), steps);
        }
        return restarts ? untilTheRestart(back) : untilSomeRestart(settings, held);
    }

    /** Whether the server archives now, and will not after a restart. */
    private boolean waits(SettingState settings) {
        Optional<Setting> archiving =
                settings.running().find(MODE).filter(one -> !one.value().equals(OFF));
        return archiving
                .map(one -> mode.flatMap(way -> way.inner().planned(settings))
                        .orElseGet(() -> FutureValue.of(one, settings.files())))
                .filter(OFF::equals)
                .isPresent();
    }

    private static String kept(SettingState settings, Decision.Change back) {
        boolean none = back.differences().stream().anyMatch(one -> one.after().matches("|\\(none\\)"));
        return none && settings.running().find(MODE).isPresent() && !isOff(settings)
                ? "; archive_mode stays on, as it was: without a command the server keeps all of its WAL"
                : "";
    }

    private static boolean isOff(SettingState settings) {
        return settings.running()
                .find(MODE)
                .filter(one -> one.value().equals(OFF))
                .isPresent();
    }

    private Optional<String> present(SettingState settings) {
        return settings.running().find(id().name()).map(one -> FutureValue.of(one, settings.files()));
    }

    /** What comes to be read by the restart is in the file; what runs until then succeeds. */
    private Decision untilTheRestart(Decision.Change back) {
        List<Step> steps = new ArrayList<>(List.of(hold(), told()));
        steps.addAll(back.steps());
        return change(
                back.action(),
                back.differences(),
                "as it was before jbarman's, from the restart on; until then " + SUCCEEDS
                        + ", so that no WAL is kept for want of a command",
                steps);
    }

    private Decision untilSomeRestart(SettingState settings, boolean held) {
        String reason =
                "archive_mode goes off with a restart that is put off; with no command until then the server would"
                        + " keep all of its WAL";
        if (!held) {
            return change(
                    Action.UPDATE,
                    List.of(new Difference("value", present(settings).orElse(""), SUCCEEDS)),
                    reason,
                    List.of(hold(), told()));
        }
        boolean modeIsNext = mode.filter(way -> way.decide(settings) instanceof Decision.Change)
                .isPresent();
        return modeIsNext
                ? change(Action.UPDATE, List.of(), "stays " + SUCCEEDS + ": " + reason, List.of(hold(), told()))
                : new Decision.Pending(
                        id(),
                        "stays " + SUCCEEDS + ": " + reason,
                        "Restart " + id().owner() + " at a time of your choosing, then destroy again.");
    }

    private Step hold() {
        return new Step.RunSql(
                id().owner(),
                Optional.empty(),
                List.of(SecretText.plain(AlterSystem.set(id().name(), SUCCEEDS))),
                "set archive_command to " + SUCCEEDS + " on " + id().owner());
    }

    private Step told() {
        return new Step.ReloadServer(id().owner(), "reload " + id().owner());
    }

    private Decision change(Action action, List<Difference> differences, String reason, List<Step> steps) {
        return new Decision.Change(id(), action, differences, Effect.RELOAD, reason, steps);
    }
}
