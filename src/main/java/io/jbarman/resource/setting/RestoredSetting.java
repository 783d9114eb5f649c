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
import java.util.Set;

/**
 * A setting that is to be what it was: where a file other than postgresql.auto.conf, or the server's default, says so
 * already, the line that ALTER SYSTEM wrote is taken out again instead of being written anew. What somebody else's slots
 * have come to need stays: with less the server would not start. Whom commits wait for the server is told at once: they go
 * after it.
 *
 * @param ourSlots those that go as well
 */
public record RestoredSetting(SettingResource inner, Set<String> ourSlots) implements Wrapping<SettingState> {
    private static final String AUTO = "/postgresql.auto.conf";

    public RestoredSetting {
        ourSlots = Set.copyOf(ourSlots);
    }

    @Override
    public Decision decide(SettingState observed) {
        Decision decision = inner.decide(observed);
        String name = inner.known(observed.running()).name();
        if (!(decision instanceof Decision.Change change)) {
            return untold(name, observed).orElse(decision);
        }
        long others = observed.slots().all().stream()
                .filter(slot -> !ourSlots.contains(slot.name()))
                .count();
        if (isNeeded(name, inner.planned(observed).orElse(""), others)) {
            return new Decision.InSync(id(), "stays as it is: others have slots");
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

    private static boolean isNeeded(String name, String target, long others) {
        return switch (name) {
            case "max_wal_senders", "max_replication_slots" ->
                target.matches("\\d{1,9}") && Long.parseLong(target) < others;
            case "wal_level" -> target.equals("minimal") && others > 0;
            default -> false;
        };
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
