package io.jbarman.resource.role;

import io.jbarman.config.Spelling;
import io.jbarman.facts.setting.NormalForm;
import io.jbarman.facts.setting.OwnValue;
import io.jbarman.facts.setting.Setting;
import io.jbarman.plan.Difference;
import io.jbarman.postgres.Sql;
import io.jbarman.resource.setting.AlterSystem;
import io.jbarman.topology.RoleDemand.OwnSetting;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Settings that a role has for itself, in all databases or in one (PostgreSQL: "ALTER ROLE"), compared in PostgreSQL's
 * normal form.
 */
record OwnSettings(String role, List<OwnSetting> wanted, RoleState observed) {
    private static final Set<String> OF_SESSIONS = Set.of("user", "superuser", "backend", "superuser-backend");

    Optional<Refusal> refusal() {
        return wanted.stream().flatMap(one -> refusal(one).stream()).findFirst();
    }

    private Optional<Refusal> refusal(OwnSetting one) {
        Optional<Setting> known = observed.running().find(one.name());
        if (known.isEmpty()) {
            return one.name().contains(".") ? Optional.empty() : Optional.of(unknown(one.name()));
        }
        if (!OF_SESSIONS.contains(known.get().context())) {
            return Optional.of(new Refusal(
                    one.name() + " is not a setting of sessions, so no role can have its own",
                    "Declare it under the server's settings."));
        }
        return one.value()
                .filter(value -> NormalForm.of(known.get(), value).isEmpty())
                .map(value -> new Refusal(
                        "\"" + value + "\" is no value for " + one.name(), "Write another value in the topology."));
    }

    private Refusal unknown(String name) {
        return new Refusal(
                "this server knows no parameter " + name,
                Spelling.closest(name, observed.running().names())
                        .map(near -> "Did you mean " + near + "?")
                        .orElse("Look the name up in this version's manual."));
    }

    /** Whether the role has no value of its own for any of them. */
    boolean hasNone() {
        return wanted.stream().allMatch(one -> found(one).isEmpty());
    }

    List<Deviation> deviations() {
        return wanted.stream().flatMap(one -> deviation(one).stream()).toList();
    }

    private Optional<Deviation> deviation(OwnSetting one) {
        Optional<String> found = found(one);
        if (found.map(value -> normal(one.name(), value)).equals(one.value().map(value -> normal(one.name(), value)))) {
            return Optional.empty();
        }
        String before = found.orElse(observed.role().isEmpty() ? "" : "(none)");
        return Optional.of(new Deviation(
                new Difference("setting " + one.name(), before, one.value().orElse("(none)")),
                List.of(statement(one))));
    }

    private Optional<String> found(OwnSetting one) {
        return observed.ownValues().stream()
                .filter(own -> own.role().equals(Optional.of(role)))
                .filter(own -> own.database().equals(one.database()))
                .filter(own -> own.name().equals(one.name().toLowerCase(Locale.ROOT)))
                .map(OwnValue::value)
                .findFirst();
    }

    private String normal(String name, String value) {
        return observed.running()
                .find(name)
                .flatMap(setting -> NormalForm.of(setting, value))
                .orElse(value);
    }

    private String statement(OwnSetting one) {
        String whose = "ALTER ROLE " + Sql.identifier(role)
                + one.database()
                        .map(database -> " IN DATABASE " + Sql.identifier(database))
                        .orElse("");
        return whose
                + one.value()
                        .map(value -> " SET " + AlterSystem.assignment(one.name(), value))
                        .orElseGet(() -> " RESET " + AlterSystem.identifier(one.name()));
    }
}
