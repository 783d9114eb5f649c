package io.jbarman.golden;

import io.jbarman.facts.RecordedFacts;
import io.jbarman.facts.RecordedFactsJson;
import java.nio.file.Files;

/** Brings a case's servers up, writes down what is seen of them, and the plan that follows. */
final class PlanRecorder {
    private PlanRecorder() {}

    /** The passwords are the test's own, so what is stored of them may be written down. */
    static void record(PlanCase plan, GoldenPlans golden) throws Exception {
        Files.createDirectories(golden.directory());
        try (RecordedSite site = new RecordedSite(plan)) {
            plan.state().reach(site);
            Files.writeString(golden.topology(), site.normal(Files.readString(site.topology())));
            Files.writeString(
                    golden.facts(), site.normal(RecordedFactsJson.write(RecordedFacts.withSecrets(site.look()))));
        }
        golden.write(golden.plan());
    }
}
