package io.jbarman.cli;

import io.jbarman.engine.AddressGlobs;
import io.jbarman.picture.DotText;
import io.jbarman.picture.MermaidText;
import io.jbarman.picture.Picture;
import io.jbarman.picture.ResourcePicture;
import io.jbarman.picture.SvgText;
import io.jbarman.picture.TopologyPicture;
import io.jbarman.playbook.ParsedTopology;
import io.jbarman.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws a topology. */
@Command(
        name = "graph",
        mixinStandardHelpOptions = true,
        description = "Draw a topology: its hosts, servers and the ways of WAL; or the resources that it compiles to.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:drawn", "1:the topology has errors", "64:usage error"},
        footer = {
            "",
            "  jbarman graph topology.yml --format svg > topology.svg",
            "  jbarman graph topology.yml --resources --only 'pg/*' --format svg > pg.svg",
            "Mermaid goes into Markdown, between ```mermaid and ```; DOT is drawn by Graphviz. SVG needs neither."
        })
final class GraphCommand implements Callable<Integer> {
    /** The languages that pictures are written in. */
    enum PictureFormat {
        mermaid,
        dot,
        svg
    }

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    TopologyOptions document = new TopologyOptions();

    @Option(names = "--resources", description = "The resources and what they wait for, instead of hosts and servers.")
    boolean resources;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "ADDRESS",
            description = "Only these resources, such as pg/*; a * stands for any characters. Implies --resources.")
    List<String> only = new ArrayList<>();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "mermaid",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    PictureFormat format = PictureFormat.mermaid;

    @Override
    public Integer call() {
        Console console = Consoles.of(spec);
        Picture picture = picture(document.read());
        console.print(
                switch (format) {
                    case mermaid -> MermaidText.of(picture);
                    case dot -> DotText.of(picture);
                    case svg -> SvgText.of(picture);
                });
        return ExitStatus.OK;
    }

    private Picture picture(ParsedTopology parsed) {
        Topology topology = parsed.orThrow();
        if (!resources && only.isEmpty()) {
            return TopologyPicture.of(topology);
        }
        AddressGlobs globs = AddressGlobs.of(only.isEmpty() ? List.of("*") : only);
        return ResourcePicture.of(topology.name(), document.graph(parsed).only(globs::match));
    }
}
