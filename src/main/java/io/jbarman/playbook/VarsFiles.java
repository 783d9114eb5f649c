package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.schema.ControlNode;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.VarsBlock;
import io.jbarman.topology.VariableSource.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files of variables that a document names. Their names may have variables of the document and of the command line
 * in them, as {@code vars/{{ env }}.yml}.
 *
 * @param layers what they say, in the document's order
 * @param paths of those that were read, absolute
 */
record VarsFiles(List<Layer> layers, List<Path> paths) {
    private static final String MISSING = "a path in vars_files is taken from the document's directory";

    static VarsFiles read(
            SourceNode tree, String document, ControlNode node, GivenVariables given, Diagnostics problems) {
        Map<String, Declared> declared = Declared.of(List.of(VariableScopes.own(tree), given.layer()));
        Variables variables = new Variables("", declared, Set.of(VarsBlock.HOST), new Budget(), problems);
        VarsFiles files = new VarsFiles(new ArrayList<>(), new ArrayList<>());
        Nodes.at(tree, "vars_files").map(variables::interpolate).map(Nodes::scalars).orElse(List.of()).stream()
                .filter(VarsFiles::isPath)
                .forEach(name -> files.add(name, document, node, problems));
        return files;
    }

    private static boolean isPath(Scalar name) {
        boolean text = name.kind() == Kind.TEXT || name.kind() == Kind.INTERPOLATED;
        return text && !name.text().isEmpty() && name.text().chars().noneMatch(Character::isISOControl);
    }

    private void add(Scalar name, String document, ControlNode node, Diagnostics problems) {
        Path path = node.resolve(name.text());
        String shown = LocalPaths.shown(name.text(), document, path);
        try {
            byte[] bytes = LocalPaths.bytes(path, MISSING);
            paths.add(path);
            SourceNode tree =
                    YamlTree.read(TopologyBytes.decode(shown, bytes), "write lines like 'name: value'", problems);
            problems.addAll(VarsBlock.check(tree));
            layers.add(new Layer(Level.FILE, shown, tree instanceof Mapping vars ? vars : Nodes.mapping(tree, "")));
        } catch (ProblemException unreadable) {
            LocalPaths.tell(unreadable, name, shown, problems);
        }
    }
}
