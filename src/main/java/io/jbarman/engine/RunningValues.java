package io.jbarman.engine;

import io.jbarman.facts.setting.NormalForm;
import io.jbarman.facts.setting.Setting;
import io.jbarman.facts.setting.Settings;
import io.jbarman.facts.setting.SettingsQuery;
import io.jbarman.plan.Step;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.reach.Reach;
import io.jbarman.reach.ReachException;
import io.jbarman.resource.Before;
import io.jbarman.resource.setting.SettingResource;
import io.jbarman.transport.Account;
import io.jbarman.transport.ByteText;
import io.jbarman.transport.FileTarget;
import io.jbarman.transport.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server ran with before its restart, of the settings that take effect by it. Their files may be from an earlier
 * run, one that was not let restart it or was killed: then nothing else says what was good. What a person has set is left
 * alone, whatever it is: only values are put over that are on record as jbarman's, in the file where it writes them.
 */
final class RunningValues implements WayBack {
    private static final String VALUE = "value";

    private final Transport host;
    private final Step.RestartServer step;
    private final PostmasterShell shell;
    private final Ledger ledger;
    private final Settings running;
    private final Map<String, byte[]> before = new LinkedHashMap<>();

    private RunningValues(
            Transport host, Step.RestartServer step, PostmasterShell shell, Ledger ledger, Settings running) {
        this.host = host;
        this.step = step;
        this.shell = shell;
        this.ledger = ledger;
        this.running = running;
    }

    /** To be asked while the server runs. */
    static RunningValues of(Step.RestartServer step, Reach reach, PostmasterShell shell, Ledger ledger)
            throws StepFailure {
        Transport host = reach.transport(step.postmaster().host());
        return new RunningValues(host, step, shell, ledger, running(step, reach));
    }

    private static Settings running(Step.RestartServer step, Reach reach) throws StepFailure {
        SettingsQuery query = new SettingsQuery(step.server());
        try {
            PgSession session = reach.session(step.server(), Optional.empty());
            return query.parse(session.query(query.sql(session.version()), List.of()));
        } catch (ReachException e) {
            throw new StepFailure(e.problem(), e);
        } catch (PgException e) {
            throw new StepFailure(Refusals.diagnostic(step.describe(), e), e);
        }
    }

    @Override
    public Optional<String> take() throws IOException {
        LastApplied known = ledger.known();
        List<String> names = new ArrayList<>();
        for (Step.SettingPlace place : step.settings()) {
            Optional<Setting> setting = running.find(place.name());
            if (setting.isPresent() && putBack(setting.get(), place.path(), known)) {
                names.add(place.name());
            }
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", names)
                        + (names.size() == 1
                                ? " was put back to the value that it ran with"
                                : " were put back to the values that they ran with"));
    }

    private boolean putBack(Setting setting, String path, LastApplied known) throws IOException {
        Before record =
                known.of(SettingResource.id(step.server(), setting.name())).way();
        boolean ours = shell.future(setting.name())
                .filter(future -> !future.equals(setting.value()))
                .flatMap(future -> NormalForm.of(setting, future))
                .map(setting::display)
                .filter(future -> record.given(VALUE).contains(future)
                        || record.of(VALUE).filter(future::equals).isPresent())
                .isPresent();
        return ours && write(setting, path);
    }

    /** Whatever encoding other lines are in, their bytes stay. */
    private boolean write(Setting setting, String path) throws IOException {
        byte[] now = host.read(path, account()).orElse(new byte[0]);
        String old = ByteText.decode(now);
        if (!ConfigLines.has(old, setting.name())) {
            return false;
        }
        before.putIfAbsent(path, now);
        put(path, ByteText.encode(ConfigLines.set(old, setting.name(), setting.value())));
        return true;
    }

    @Override
    public boolean undo() throws IOException {
        for (Map.Entry<String, byte[]> file : before.entrySet()) {
            put(file.getKey(), file.getValue());
        }
        return !before.isEmpty();
    }

    private void put(String path, byte[] content) throws IOException {
        host.put(
                new ByteArrayInputStream(content), new FileTarget(path, ConfigLines.MODE, Optional.empty()), account());
    }

    private Account account() {
        return Account.named(step.postmaster().account());
    }
}
