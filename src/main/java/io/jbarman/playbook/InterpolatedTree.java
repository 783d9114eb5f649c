package io.jbarman.playbook;

import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.SourceNode.Sequence;
import io.jbarman.template.Interpolation;

/**
 * A tree with its variables put in, each block with those of the host that it is about. Keys are names and stay as they
 * are; so do the variables of the document and of groups, which a host may make something else of.
 */
record InterpolatedTree(VariableScopes scopes) {
    static SourceNode of(SourceNode tree, VariableScopes scopes) {
        InterpolatedTree interpolated = new InterpolatedTree(scopes);
        return tree instanceof Scalar ? scopes.everywhere().interpolate(tree) : Nodes.map(tree, interpolated::block);
    }

    private SourceNode block(String name, SourceNode value) {
        return switch (name) {
            case "vars" -> value;
            case "plays" -> masked(value);
            case "groups" -> Nodes.map(value, (group, its) -> group(its));
            case "hosts" -> Nodes.map(value, (host, its) -> scopes.on(host).interpolate(its));
            case "postgres", "barman" -> Nodes.map(value, (owner, its) -> onItsHost(its, scopes.everywhere()));
            default -> scopes.everywhere().interpolate(value);
        };
    }

    /** What tasks say is put in host by host; here only their shape is looked at. */
    private static SourceNode masked(SourceNode node) {
        if (node instanceof Sequence list) {
            return new Sequence(
                    list.items().stream().map(InterpolatedTree::masked).toList(), list.origin());
        }
        if (node instanceof Scalar scalar) {
            boolean open = scalar.kind() == Kind.TEXT && Interpolation.isIn(scalar.text());
            return open ? new Scalar(scalar.text(), Kind.UNKNOWN, scalar.origin()) : scalar;
        }
        return Nodes.map(node, (key, value) -> key.equals("vars") ? value : masked(value));
    }

    private SourceNode group(SourceNode group) {
        return Nodes.map(
                group,
                (key, value) -> key.equals("vars") ? value : scopes.everywhere().interpolate(value));
    }

    private SourceNode onItsHost(SourceNode block, Variables around) {
        Variables here = Nodes.at(block, "host")
                .map(around::interpolate)
                .filter(Scalar.class::isInstance)
                .map(host -> scopes.on(((Scalar) host).text()))
                .orElse(around);
        return Nodes.map(block, (key, value) -> switch (key) {
            case "host" -> around.interpolate(value);
            case "standbys" -> Nodes.map(value, (standby, its) -> onItsHost(its, here));
            default -> here.interpolate(value);
        });
    }
}
