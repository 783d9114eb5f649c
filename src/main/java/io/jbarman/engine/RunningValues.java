package io.jbarman.engine;

import io.jbarman.plan.Postmaster;
import io.jbarman.plan.Step;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.Row;
import io.jbarman.postgres.Sql;
import io.jbarman.reach.Reach;
import io.jbarman.reach.ReachException;
import io.jbarman.transport.Account;
import io.jbarman.transport.FileTarget;
import io.jbarman.transport.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a server ran with before its restart, of the settings that take effect by it. Their files may be from an earlier
 * run, one that was not let restart it or was killed: then nothing else says what was good.
 */
final class RunningValues {
    private final Transport host;
    private final PostmasterShell shell;
    private final Postmaster postmaster;
    private final List<Value> values;

    private RunningValues(Transport host, PostmasterShell shell, Postmaster postmaster, List<Value> values) {
        this.host = host;
        this.shell = shell;
        this.postmaster = postmaster;
        this.values = values;
    }

    private record Value(String name, String value, String path) {}

    /** To be asked while the server runs. */
    static RunningValues of(Step.RestartServer step, Reach reach, PostmasterShell shell) throws StepFailure {
        Postmaster postmaster = step.postmaster();
        return new RunningValues(reach.transport(postmaster.host()), shell, postmaster, values(step, reach));
    }

    private static List<Value> values(Step.RestartServer step, Reach reach) throws StepFailure {
        Map<String, String> paths =
                step.settings().stream().collect(Collectors.toMap(Step.SettingPlace::name, Step.SettingPlace::path));
        try {
            PgSession session = reach.session(step.server(), Optional.empty());
            List<Value> values = new ArrayList<>();
            for (Row row : session.query(
                    "SELECT name, setting FROM pg_catalog.pg_settings WHERE name IN (" + names(step) + ")",
                    List.of())) {
                String name = row.text("name");
                values.add(new Value(
                        name,
                        row.text("setting"),
                        Optional.ofNullable(paths.get(name)).orElseThrow()));
            }
            return values;
        } catch (ReachException e) {
            throw new StepFailure(e.problem(), e);
        } catch (PgException e) {
            throw new StepFailure(Refusals.diagnostic(step.describe(), e), e);
        }
    }

    private static String names(Step.RestartServer step) {
        return step.settings().isEmpty()
                ? "''"
                : step.settings().stream()
                        .map(setting -> Sql.literal(setting.name()))
                        .collect(Collectors.joining(", "));
    }

    /** Writes those that the files give another value; what was done, in words, if anything was. */
    Optional<String> putBack() throws IOException {
        List<String> names = new ArrayList<>();
        for (Value value : values) {
            if (!shell.future(value.name()).equals(Optional.of(value.value()))) {
                write(value);
                names.add(value.name());
            }
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", names)
                        + (names.size() == 1
                                ? " was put back to the value that it ran with"
                                : " were put back to the values that they ran with"));
    }

    /** Whatever encoding other lines are in, their bytes stay. */
    private void write(Value value) throws IOException {
        Account account = Account.named(postmaster.account());
        String old = host.read(value.path(), account)
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .orElse("");
        String text = new String(value.value().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        host.put(
                new ByteArrayInputStream(
                        ConfigLines.set(old, value.name(), text).getBytes(StandardCharsets.ISO_8859_1)),
                new FileTarget(value.path(), ConfigLines.MODE, Optional.empty()),
                account);
    }
}
