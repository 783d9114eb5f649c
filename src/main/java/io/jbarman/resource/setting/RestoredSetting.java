package io.jbarman.resource.setting;

import io.jbarman.facts.setting.FileSetting;
import io.jbarman.facts.setting.FileSettings;
import io.jbarman.facts.setting.Setting;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.resource.Wrapping;
import io.jbarman.topology.SettingDemand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A setting that is to be what it was: where a file other than postgresql.auto.conf, or the server's default, says so
 * already, the line that ALTER SYSTEM wrote is taken out again instead of being written anew. What somebody else's slots
 * have come to need stays: with less the server would not start. Prepared transactions end, so they are a conflict until
 * they have. Whom commits wait for the server is told at once: they go after it.
 */
public record RestoredSetting(SettingResource inner) implements Wrapping<SettingState> {
    private static final String AUTO = "/postgresql.auto.conf";

    @Override
    public Decision decide(SettingState observed) {
        Optional<Decision> used = inUse(observed);
        if (used.isPresent()) {
            return used.get();
        }
        Decision decision = inner.decide(observed);
        String name = inner.known(observed.running()).name();
        if (!(decision instanceof Decision.Change change)) {
            return decision instanceof Decision.InSync ? untold(name, observed).orElse(decision) : decision;
        }
        boolean saysSoItself = observed.running()
                .find(name)
                .filter(setting -> inner.planned(observed)
                        .equals(Optional.of(FutureValue.of(setting, without(setting, observed.files())))))
                .isPresent();
        return written(
                change,
                name,
                saysSoItself ? "ALTER SYSTEM RESET " + AlterSystem.identifier(name) : AlterSystem.set(name, asItWas()));
    }

    /** Where what it was is less than what others use now. */
    private Optional<Decision> inUse(SettingState observed) {
        return inner.wanted()
                .floor()
                .flatMap(floor -> observed.running()
                        .find(inner.wanted().name())
                        .flatMap(setting -> SettingResource.normal(setting, asItWas())
                                .flatMap(was -> FloorRule.remedy(floor, was, observed))
                                .map(least ->
                                        below(floor, least, FutureValue.of(setting, observed.files()), observed))));
    }

    private Decision below(Floor floor, String least, String value, SettingState observed) {
        boolean ends = inner.wanted().name().equals(Floor.InUse.PREPARED);
        if (!ends && FloorRule.remedy(floor, value, observed).isEmpty()) {
            return new Decision.InSync(id(), "stays as it is: others have slots");
        }
        return new Decision.Conflict(
                id(),
                inner.wanted().name() + " was " + asItWas()
                        + " before jbarman's, and the server would not start with it: " + floor.why() + " need "
                        + least,
                ends
                        ? "Commit them or roll them back (SELECT * FROM pg_prepared_xacts), then destroy again."
                        : "Drop them (SELECT * FROM pg_replication_slots), or ALTER SYSTEM SET "
                                + inner.wanted().name() + " = '" + least + "', then destroy again.");
    }

    /** A run that ended between the two: what is in the file is not what commits wait for. */
    private Optional<Decision> untold(String name, SettingState observed) {
        return observed.running()
                .find(name)
                .filter(setting -> name.equals(SettingResource.SYNCHRONOUS))
                .flatMap(setting -> untold(setting, FutureValue.of(setting, observed.files())));
    }

    private Optional<Decision> untold(Setting setting, String future) {
        return FutureValue.differs(setting, future)
                ? Optional.of(new Decision.Change(
                        id(),
                        Action.UPDATE,
                        List.of(new Difference("value", setting.value(), future)),
                        Effect.RELOAD,
                        "the server does not know it yet",
                        List.of(told())))
                : Optional.empty();
    }

    private Step told() {
        return new Step.ReloadServer(inner.server(), "reload " + inner.server());
    }

    /** In the spelling that was recorded, which is how people write it. */
    private String asItWas() {
        return inner.wanted()
                .declared()
                .filter(SettingDemand.Exactly.class::isInstance)
                .map(demand -> ((SettingDemand.Exactly) demand).value())
                .orElse("");
    }

    /** The files as they would be without the line of ALTER SYSTEM: the last of the others counts. */
    private static FileSettings without(Setting setting, FileSettings files) {
        Map<String, FileSetting> winners = new LinkedHashMap<>(files.winners());
        files.winner(setting.name()).filter(line -> line.file().endsWith(AUTO)).ifPresent(line -> {
            winners.values().remove(line);
            List<FileSetting> others = files.hidden(setting.name());
            if (!others.isEmpty()) {
                winners.put(setting.name().toLowerCase(java.util.Locale.ROOT), others.get(others.size() - 1));
            }
        });
        return new FileSettings(winners, List.of());
    }

    private Decision written(Decision.Change change, String name, String statement) {
        List<Step> steps = new ArrayList<>(List.of(new Step.RunSql(
                inner.server(),
                Optional.empty(),
                List.of(SecretText.plain(statement)),
                "put " + name + " back on " + inner.server())));
        if (name.equals(SettingResource.SYNCHRONOUS)) {
            steps.add(told());
        }
        return new Decision.Change(
                change.id(), change.action(), change.differences(), change.effect(), change.reason(), steps);
    }
}
