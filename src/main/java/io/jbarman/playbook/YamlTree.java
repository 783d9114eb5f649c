package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.Origin;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.diagnostics.SourceText;
import io.jbarman.schema.EntryList;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.SourceNode.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** YAML text to a neutral tree. Aliases are followed within bounds; what is no plain data is a problem. */
final class YamlTree {
    /** Nodes after aliases are followed: what a document may grow to. */
    private static final int MOST_NODES = 100_000;

    private static final Map<Tag, Kind> KINDS = Map.of(
            Tag.STR, Kind.TEXT,
            Tag.MERGE, Kind.TEXT,
            Tag.INT, Kind.NUMBER,
            Tag.FLOAT, Kind.NUMBER,
            Tag.BOOL, Kind.TRUTH,
            Tag.NULL, Kind.NOTHING);

    private final SourceText source;
    private final Diagnostics problems;
    private final Set<Node> above = Collections.newSetFromMap(new IdentityHashMap<>());
    private int nodes;

    private YamlTree(SourceText source, Diagnostics problems) {
        this.source = source;
        this.problems = problems;
    }

    /**
     * The document's tree; what is wrong in it without making it unreadable goes to the problems.
     *
     * @param whereEmpty what to do if there is nothing in it
     * @throws ProblemException if there is no document to read
     */
    static SourceNode read(SourceText source, String whereEmpty, Diagnostics problems) {
        Node root = compose(source);
        if (root == null) {
            throw TopologyBytes.problem("empty", Origin.ofFile(source.file()), "nothing in it", whereEmpty);
        }
        return new YamlTree(source, problems).node(root);
    }

    private static @org.jspecify.annotations.Nullable Node compose(SourceText source) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(TopologyBytes.LARGEST);
        try {
            return new Composer(new ParserImpl(new StreamReader(source.text()), options), new Yaml12Resolver(), options)
                    .getSingleNode();
        } catch (YAMLException problem) {
            throw new ProblemException(YamlProblems.of(problem, source), problem);
        }
    }

    private SourceNode node(Node node) {
        if (++nodes > MOST_NODES) {
            throw TopologyBytes.problem(
                    "too-large",
                    place(node),
                    "more than " + MOST_NODES + " values, aliases counted as often as they are used",
                    "write less, or use fewer aliases");
        }
        if (!above.add(node)) {
            return refused(node, "cycle", "an alias in here means this itself", "write the value out");
        }
        SourceNode read = plain(node);
        above.remove(node);
        return read;
    }

    private SourceNode plain(Node node) {
        if (node instanceof MappingNode mapping && node.getTag().equals(Tag.MAP)) {
            return mapping(mapping);
        }
        if (node instanceof SequenceNode sequence && node.getTag().equals(Tag.SEQ)) {
            return new Sequence(sequence.getValue().stream().map(this::node).toList(), place(node));
        }
        Kind kind = KINDS.get(node.getTag());
        if (node instanceof ScalarNode scalar && kind != null) {
            return new Scalar(scalar.getValue(), kind, place(node));
        }
        return refused(node, "yaml-tag", "the tag " + node.getTag() + " means nothing here", "take the tag out");
    }

    private SourceNode mapping(MappingNode mapping) {
        EntryList entries = new EntryList(problems);
        List<SourceNode> merged = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                merged.add(node(tuple.getValueNode()));
            } else if (tuple.getKeyNode() instanceof ScalarNode key) {
                entries.add(new Entry(key.getValue(), place(key), node(tuple.getValueNode())));
            } else {
                return refuseKey(mapping, tuple.getKeyNode());
            }
        }
        merged.forEach(more -> merge(more, entries));
        return entries.mapping(place(mapping));
    }

    /** What is written out goes before what is merged in. */
    private void merge(SourceNode more, EntryList entries) {
        if (more instanceof Mapping mapping) {
            mapping.entries().forEach(entries::addIfAbsent);
        } else if (more instanceof Sequence list) {
            list.items().forEach(item -> merge(item, entries));
        } else {
            problems.add(Diagnostic.error(
                    "wrong-type",
                    more.origin(),
                    "'<<' must be a mapping, not " + more.describe(),
                    "use an alias: <<: *name"));
        }
    }

    private SourceNode refuseKey(MappingNode mapping, Node key) {
        boolean unquoted = key instanceof MappingNode && mapping.getValue().size() == 1;
        return unquoted
                ? refused(
                        mapping,
                        "wrong-type",
                        "'{{ }}' without quotes is a mapping to YAML",
                        "put quotes around the value")
                : refused(key, "wrong-type", "a key must be a single text", "write 'name: value'");
    }

    private SourceNode refused(Node node, String code, String summary, String hint) {
        problems.add(Diagnostic.error(code, place(node), summary, hint));
        return new Scalar("", Kind.UNKNOWN, place(node));
    }

    private Origin place(Node node) {
        Mark mark = node.getStartMark();
        return source.at(mark.getLine(), mark.getColumn());
    }
}
