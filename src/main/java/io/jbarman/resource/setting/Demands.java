package io.jbarman.resource.setting;

import io.jbarman.facts.setting.Setting;
import io.jbarman.topology.SettingDemand;
import java.util.Optional;

/**
 * What a setting's future value has to become, given what it is. Pure.
 *
 * @param target in normal form; equal to the future value where that is good
 * @param why for what
 * @param problem why the topology cannot have what it asks for
 */
record Demands(String target, String why, Optional<Problem> problem) {
    /** A demand that cannot be met. */
    record Problem(String summary, String remedy) {}

    static Demands of(WantedSetting wanted, Setting setting, SettingState state) {
        if (setting.context().equals("internal")) {
            return refused(
                    wanted.name() + " cannot be set: it tells how the server was built or initialised",
                    "Take it out of the topology's settings.");
        }
        return wanted.declared()
                .filter(SettingDemand.Exactly.class::isInstance)
                .map(declared -> exactly(wanted, (SettingDemand.Exactly) declared, setting, state))
                .orElseGet(() -> floors(wanted, setting, state));
    }

    private static Demands exactly(
            WantedSetting wanted, SettingDemand.Exactly declared, Setting setting, SettingState state) {
        Optional<String> value = SettingResource.normal(setting, declared.value());
        if (value.isEmpty()) {
            return refused(
                    "\"" + declared.value() + "\" is no value for " + wanted.name() + " (" + allowed(setting) + ")",
                    "Write another value in the topology's settings.");
        }
        if (value.get().isEmpty() && AlterSystem.cannotBeEmpty(wanted.name())) {
            return emptyList(wanted.name(), setting, state);
        }
        Optional<String> floor = wanted.floor().flatMap(needed -> FloorRule.remedy(needed, value.get(), state));
        return floor.map(least -> tooLow(wanted, declared.value(), least))
                .orElseGet(() -> new Demands(value.get(), "declared", Optional.empty()));
    }

    private static Demands floors(WantedSetting wanted, Setting setting, SettingState state) {
        String value = FutureValue.of(setting, state.files());
        Optional<String> implied = wanted.floor().flatMap(floor -> FloorRule.remedy(floor, value, state));
        Optional<String> declared = wanted.declared().flatMap(least -> atLeast(least, implied.orElse(value)));
        if (declared.isPresent()) {
            return new Demands(declared.get(), "declared as at least " + declared.get(), Optional.empty());
        }
        String why = wanted.floor().map(Floor::why).orElse("declared");
        return new Demands(implied.orElse(value), why, Optional.empty());
    }

    private static Optional<String> atLeast(SettingDemand declared, String value) {
        return FloorRule.atLeast(value, ((SettingDemand.AtLeast) declared).value());
    }

    /** An empty list that the files already have is fine; it cannot be written by ALTER SYSTEM. */
    private static Demands emptyList(String name, Setting setting, SettingState state) {
        return FutureValue.of(setting, state.files()).isEmpty()
                ? new Demands("", "declared", Optional.empty())
                : refused(
                        "ALTER SYSTEM cannot set " + name + " to the empty list: the server could not start with it",
                        "Empty it in " + place(name, state) + " by hand, and leave it out of the topology.");
    }

    private static String place(String name, SettingState state) {
        return state.files().winner(name).map(line -> line.place()).orElse("the configuration file");
    }

    private static Demands tooLow(WantedSetting wanted, String declared, String least) {
        String why = wanted.floor().map(Floor::why).orElse("");
        return refused(
                wanted.name() + " is declared as " + declared + ", which is below what is needed: " + least + " (" + why
                        + ")",
                "Declare " + wanted.name() + ": " + least + " or more, or leave it out.");
    }

    private static Demands refused(String summary, String remedy) {
        return new Demands("", "", Optional.of(new Problem(summary, remedy)));
    }

    private static String allowed(Setting setting) {
        if (!setting.words().isEmpty()) {
            return "one of " + String.join(", ", setting.words());
        }
        String range = setting.minimum()
                .flatMap(least -> setting.maximum().map(most -> " from " + least + " to " + most))
                .orElse("");
        return setting.type()
                + range
                + setting.unit().map(unit -> ", unit " + unit).orElse("");
    }

    String inSync(String value) {
        return why.equals("declared")
                ? "is " + (value.isEmpty() ? "empty" : value) + " as declared"
                : value + " is enough: " + why;
    }
}
