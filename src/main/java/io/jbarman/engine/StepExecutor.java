package io.jbarman.engine;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.plan.Plan;
import io.jbarman.plan.Step;
import io.jbarman.reach.Reach;
import io.jbarman.secret.Secrets;
import io.jbarman.time.Sleeper;

/** Carries out steps as they stand: it adds nothing, decides nothing, and looks up only what secrets say. */
public final class StepExecutor {
    private final SqlSteps sql;
    private final FileSteps files;
    private final SavedSettings saved;
    private final ServerRestart restart;
    private final HbaSteps hba;
    private final PassfileSteps passfiles;
    private final ReleaseSteps releases;

    public StepExecutor(Reach reach, Secrets secrets, VerifierSource verifiers, Sleeper sleeper) {
        Reveal reveal = new Reveal(secrets);
        this.sql = new SqlSteps(reach, reveal, verifiers, sleeper);
        this.files = new FileSteps(reach, reveal);
        this.saved = new SavedSettings(reach);
        this.restart = new ServerRestart(reach, saved, sleeper);
        this.hba = new HbaSteps(reach, sql);
        this.passfiles = new PassfileSteps(reach, reveal);
        this.releases = new ReleaseSteps(reach);
    }

    /** To be called before the first step of a plan: keeps what undoing one of its steps would need. */
    public void prepare(Plan plan) {
        saved.save(plan);
    }

    /**
     * Carries out one step.
     *
     * @throws StepFailure if it could not be done, with what is so now and what to do
     */
    public void execute(Step step) throws StepFailure {
        execute(step, Ledger.NONE);
    }

    /**
     * The same as a part of an apply.
     *
     * @param ledger which tells jbarman's own values from a person's, where some have to be put back
     */
    void execute(Step step, Ledger ledger) throws StepFailure {
        if (step instanceof Step.Hushed hushed) {
            hushed(hushed, ledger);
        } else if (step instanceof Step.RunSql run) {
            sql.run(run);
        } else if (step instanceof Step.SetPassword set) {
            sql.run(set);
        } else if (step instanceof Step.ReloadServer reload) {
            sql.run(reload);
        } else if (step instanceof Step.AwaitSql await) {
            sql.run(await);
        } else if (step instanceof Step.RestartServer server) {
            restart.run(server, ledger);
        } else {
            onHost(step);
        }
    }

    /** What a program said may be what is to be hidden. */
    private void hushed(Step.Hushed step, Ledger ledger) throws StepFailure {
        try {
            execute(step.inner(), ledger);
        } catch (StepFailure e) {
            throw new StepFailure(Diagnostic.error(
                    e.problem().code(),
                    step.describe() + " failed; what was said is hidden too",
                    "take no_log out to see it, or look at the host"));
        }
    }

    private void onHost(Step step) throws StepFailure {
        if (step instanceof Step.WriteFile write) {
            files.run(write);
        } else if (step instanceof Step.RewriteFile rewrite) {
            files.run(rewrite);
        } else if (step instanceof Step.MakeDirectory make) {
            files.run(make);
        } else if (step instanceof Step.RemoveFile remove) {
            files.run(remove);
        } else if (step instanceof Step.RunCommand run) {
            files.run(run);
        } else if (step instanceof Step.SetCrontab crontab) {
            files.run(crontab);
        } else if (step instanceof Step.RunProgram run) {
            files.run(run);
        } else if (step instanceof Step.TakeBaseBackup backup) {
            files.run(backup);
        } else if (step instanceof Step.InstallPackages install) {
            files.run(install);
        } else if (step instanceof Step.InstallRelease install) {
            releases.run(install);
        } else if (step instanceof Step.InsertHbaRules insert) {
            hba.run(insert);
        } else if (step instanceof Step.RemoveHbaRules remove) {
            hba.run(remove);
        } else if (step instanceof Step.RemovePassfileLines remove) {
            passfiles.run(remove);
        } else if (step instanceof Step.SetConfigLine line) {
            files.run(line);
        } else if (step instanceof Step.SetPassfileLines lines) {
            passfiles.run(lines);
        } else {
            throw new IllegalArgumentException("no way to carry out " + step);
        }
    }
}
