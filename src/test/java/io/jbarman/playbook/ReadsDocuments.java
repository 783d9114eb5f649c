package io.jbarman.playbook;

import io.jbarman.report.DiagnosticText;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program that reads every document of a directory and says what came of each, one after the other. */
public final class ReadsDocuments {
    private ReadsDocuments() {}

    /** @param args the directory */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            for (Path file : documents(files)) {
                System.out.println("reading " + file.getFileName());
                long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                ParsedTopology parsed = TopologyFile.read(file);
                long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                String first =
                        DiagnosticText.of(parsed.problems()).lines().findFirst().orElse("");
                System.out.println((parsed.topology().isPresent() ? "topology " : "refused ")
                        + (after - before) / 1_000_000 + " ms "
                        + parsed.problems().size() + " " + (first.length() > 200 ? first.substring(0, 200) : first));
            }
        }
    }

    private static List<Path> documents(Stream<Path> files) {
        return files.filter(file ->
                        file.toString().endsWith(".yml") || file.toString().endsWith(".groovy"))
                .sorted()
                .toList();
    }
}
