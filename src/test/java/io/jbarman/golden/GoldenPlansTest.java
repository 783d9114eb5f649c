package io.jbarman.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Topology and recorded facts to a plan, in text and JSON, to the character. {@code -Djbarman.record=NAME}, or {@code
 * all}, records facts and plans anew from real servers, {@code -Dgolden.write=true} only the plans from the recorded
 * facts; then look at what changed with {@code git diff}.
 */
final class GoldenPlansTest {
    private static final String RECORD = System.getProperty("jbarman.record", "");

    @TestFactory
    Stream<DynamicTest> plansAreAsWritten() {
        return PlanCases.ALL.stream()
                .map(plan -> DynamicTest.dynamicTest(plan.name(), () -> {
                    GoldenPlans golden = GoldenPlans.of(plan);
                    if (RECORD.equals("all") || List.of(RECORD.split(",")).contains(plan.name())) {
                        PlanRecorder.record(plan, golden);
                    }
                    if (Boolean.getBoolean("golden.write")) {
                        golden.write(golden.plan());
                    }
                    assertThat(GoldenPlans.text(golden.plan())).isEqualTo(Files.readString(golden.text()));
                    assertThat(GoldenPlans.json(golden.plan())).isEqualTo(Files.readString(golden.json()));
                }));
    }

    @Test
    void everyDirectoryIsACase() throws Exception {
        Path all = GoldenPlans.of(PlanCases.ALL.get(0)).directory().resolveSibling("");
        try (Stream<Path> directories = Files.list(all)) {
            assertThat(directories.map(directory -> directory.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            PlanCases.ALL.stream().map(PlanCase::name).toList());
        }
    }
}
