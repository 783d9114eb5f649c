package io.jbarman.cli;

import io.jbarman.diagnostics.Codes;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.diagnostics.Suggestion;
import io.jbarman.report.Documents;
import io.jbarman.report.Ink;
import io.jbarman.report.ReferenceText;
import io.jbarman.resource.ResourceKind;
import io.jbarman.schema.BlockReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The reference, from the same descriptions as parsing and checking. */
@Command(
        name = "doc",
        mixinStandardHelpOptions = true,
        description = "Look up a block of a topology, a key, a kind of resource, or the code of a problem.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:found", "1:there is nothing of that name", "64:usage error"},
        footer = {
            "",
            "  jbarman doc hosts",
            "  jbarman doc postgres.standbys",
            "  jbarman doc postgres.restart",
            "  jbarman doc retention_policy",
            "  jbarman doc hba",
            "  jbarman doc plan-stale"
        })
final class DocCommand implements Callable<Integer>, JsonCommand {
    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "TOPIC",
            description = "A block, a key, a kind or a code; where left out, all but the keys are listed.")
    @Nullable
    String topic;

    @Mixin
    FormatOption format = new FormatOption();

    @Option(names = "--debug", description = "Show the stack trace of an error.")
    boolean debug;

    @Override
    public boolean json() {
        return format.json();
    }

    @Override
    public Integer call() {
        Console console = Consoles.of(spec);
        List<BlockReference> blocks = BlockReference.all();
        Codes codes = Codes.read();
        if (topic == null && !json()) {
            console.print(ReferenceText.topics(blocks, codes.all(), console.ink()));
            return ExitStatus.OK;
        }
        List<BlockReference> foundBlocks = blocks.stream()
                .filter(block -> topic == null || ReferenceText.topic(block).equals(topic))
                .toList();
        List<ResourceKind> kinds = ResourceKind.ALL.stream()
                .filter(kind -> topic == null || kind.name().equals(topic))
                .toList();
        List<Codes.Code> foundCodes = codes.all().stream()
                .filter(code -> topic == null || code.name().equals(topic))
                .toList();
        if (foundBlocks.isEmpty() && kinds.isEmpty() && foundCodes.isEmpty()) {
            foundBlocks = keys(String.valueOf(topic), blocks, codes);
        }
        console.print(
                json()
                        ? Documents.reference(foundBlocks, kinds, foundCodes)
                        : text(foundBlocks, kinds, foundCodes, console.ink()));
        return ExitStatus.OK;
    }

    /** Every block that has such a key, with that key alone. */
    private static List<BlockReference> keys(String key, List<BlockReference> blocks, Codes codes) {
        List<BlockReference> found =
                blocks.stream().flatMap(block -> block.only(key).stream()).toList();
        if (found.isEmpty()) {
            throw unknown(key, blocks, codes);
        }
        return found;
    }

    private static String text(List<BlockReference> blocks, List<ResourceKind> kinds, List<Codes.Code> codes, Ink ink) {
        List<String> parts = new ArrayList<>();
        blocks.forEach(block -> parts.add(ReferenceText.of(block, ink)));
        kinds.forEach(kind -> parts.add(ReferenceText.of(kind, ink)));
        codes.forEach(code -> parts.add(ReferenceText.of(code, ink)));
        return String.join("\n", parts);
    }

    private static ProblemException unknown(String topic, List<BlockReference> blocks, Codes codes) {
        List<String> known = new ArrayList<>();
        blocks.forEach(block -> known.add(ReferenceText.topic(block)));
        ResourceKind.ALL.forEach(kind -> known.add(kind.name()));
        codes.all().forEach(code -> known.add(code.name()));
        blocks.forEach(block -> block.keys().forEach(key -> known.add(key.name())));
        return new ProblemException(Diagnostic.error(
                "unknown-topic",
                "nothing is known of '" + topic + "'",
                Suggestion.closest(topic, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("'jbarman doc' lists all topics")));
    }
}
