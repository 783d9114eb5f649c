package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.Origin;
import io.jbarman.json.Json;
import io.jbarman.schema.PlayBlock;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.SourceNode.Sequence;
import io.jbarman.schema.VarsBlock;
import io.jbarman.template.Data;
import io.jbarman.topology.HostGroups;
import io.jbarman.topology.HostPattern;
import io.jbarman.topology.KnownVariable;
import io.jbarman.topology.VariableSource.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which variables hold where: in the document as a whole, and on each of its hosts. */
final class VariableScopes {
    private static final String VARS = "vars";

    /** Beyond any topology: thousands of hosts with hundreds of variables. */
    private static final int MOST_DECLARED = 500_000;

    /** Names that patterns of plays are compared with, and variables that plays put theirs over. */
    private static final long MOST_PLAYED = 50_000_000;

    private final SourceNode tree;
    private final Set<String> hosts = new LinkedHashSet<>();
    private final List<Layer> document;
    private final Layer given;
    private final Budget budget = new Budget();
    private final Diagnostics problems;
    private final Set<String> onHostsOnly;
    private final Variables everywhere;
    private final HostGroups groups;
    private final Map<String, Map<String, Declared>> declared = new HashMap<>();
    private final Map<String, Variables> onHosts = new LinkedHashMap<>();
    private final Map<String, Map<String, Mapping>> ownVars = new HashMap<>();
    private int count;
    private long played;

    /** @param files what the document's files of variables say */
    VariableScopes(SourceNode tree, List<Layer> files, GivenVariables given, Diagnostics problems) {
        this.tree = tree;
        Nodes.entries(Nodes.mapping(tree, "hosts")).forEach(entry -> hosts.add(entry.key()));
        this.problems = problems;
        this.given = given.layer();
        this.document = new ArrayList<>(List.of(own(tree)));
        this.document.addAll(files);
        this.onHostsOnly = onHostsOnly();
        this.everywhere = new Variables("", Declared.of(with(List.of())), onHostsOnly, budget, problems);
        this.groups = groups();
    }

    static Layer own(SourceNode tree) {
        return new Layer(Level.DOCUMENT, "", Nodes.mapping(tree, VARS));
    }

    /** Where no host is meant. */
    Variables everywhere() {
        return everywhere;
    }

    /** On a host; where there is none of that name, which is told elsewhere, as if no host were meant. */
    Variables on(String host) {
        return hosts.contains(host)
                ? onHosts.computeIfAbsent(
                        host, name -> new Variables(name, declaredOn(name), onHostsOnly, budget, problems))
                : everywhere;
    }

    /** On a host within a play that has variables of its own. */
    Variables inPlay(String host, String play, Mapping vars) {
        Variables onHost = on(host);
        if (vars.entries().isEmpty()) {
            return onHost;
        }
        play(onHost.declared().size() + vars.entries().size());
        return onHost.with(new Layer(Level.PLAY, play, vars));
    }

    /** The hosts that are meant, in the document's order. */
    Set<String> select(HostPattern pattern) {
        play(pattern.comparisons(hosts.size(), groups.members().size()) + pattern.gathered(groups.members()));
        return selected(pattern);
    }

    private Set<String> selected(HostPattern pattern) {
        return pattern.select(hosts, groups.members());
    }

    private void play(long more) {
        played += more;
        if (played > MOST_PLAYED) {
            throw TopologyBytes.problem(
                    "too-large",
                    tree.origin(),
                    "plays with more hosts, groups and variables than can be worked out",
                    "write fewer plays, or split the document");
        }
    }

    /** Evaluates what nobody uses as well: a slip in it would be found too late. */
    void evaluateAll() {
        for (Layer file : document) {
            file.vars().entries().forEach(entry -> everywhere.value(entry.key()));
        }
        if (hostsOwn().stream().allMatch(layer -> layer.vars().entries().isEmpty())) {
            return;
        }
        for (Entry host : Nodes.entries(Nodes.mapping(tree, "hosts"))) {
            hostLayers(host.key()).stream()
                    .filter(layer -> layer.level() != Level.BUILT_IN)
                    .flatMap(layer -> layer.vars().entries().stream())
                    .forEach(entry -> on(host.key()).value(entry.key()));
        }
    }

    /** Every name that the document declares or uses anywhere. */
    Set<String> names() {
        Set<String> names = new HashSet<>(everywhere.used());
        onHosts.values().forEach(variables -> names.addAll(variables.used()));
        List<Layer> layers = new ArrayList<>(document);
        layers.addAll(hostsOwn());
        for (Layer layer : layers) {
            for (Entry entry : layer.vars().entries()) {
                names.add(entry.key());
                Nodes.scalars(entry.value()).forEach(scalar -> names.addAll(UsedNames.in(scalar)));
            }
        }
        names.remove(VarsBlock.HOST);
        return names;
    }

    /** What holds on a host, in the order in which it was declared; then what holds in plays for it. */
    List<KnownVariable> known(String host) {
        List<KnownVariable> known = new ArrayList<>(known(declaredOn(host), on(host)));
        for (SourceNode play : UnrolledPlays.items(Nodes.at(tree, "plays"))) {
            Mapping vars = Nodes.mapping(play, VARS);
            if (!vars.entries().isEmpty()
                    && selected(HostPattern.of(words(play, "hosts"))).contains(host)) {
                String name =
                        Nodes.at(play, PlayBlock.NAME).map(SourceNode::spelling).orElse("");
                known.addAll(inPlay(name, vars, on(host)));
            }
        }
        return known;
    }

    /** What waits for the host's facts has no value yet. */
    private static List<KnownVariable> inPlay(String play, Mapping vars, Variables onHost) {
        Variables within = onHost.with(new Layer(Level.PLAY, play, vars));
        Map<String, Declared> own = new LinkedHashMap<>(within.declared());
        own.values().removeIf(one -> one.source().level() != Level.PLAY);
        return known(own, within);
    }

    /** What holds where no host is meant. */
    List<KnownVariable> known() {
        return known(Declared.of(with(List.of())), everywhere);
    }

    private static List<KnownVariable> known(Map<String, Declared> declared, Variables variables) {
        List<KnownVariable> known = new ArrayList<>();
        declared.forEach((name, variable) -> variables
                .value(name)
                .ifPresent(value ->
                        known.add(new KnownVariable(name, shown(value), variable.source(), variable.shadowed()))));
        return known;
    }

    private static String shown(Object value) {
        boolean single = !(value instanceof Map) && !(value instanceof List);
        return single ? Data.text(value) : Json.write(Data.json(value));
    }

    private Map<String, Declared> declaredOn(String host) {
        return declared.computeIfAbsent(host, name -> counted(Declared.of(with(hostLayers(name)))));
    }

    private Map<String, Declared> counted(Map<String, Declared> onHost) {
        count += onHost.size();
        if (count > MOST_DECLARED) {
            throw TopologyBytes.problem(
                    "too-large",
                    tree.origin(),
                    "more than " + MOST_DECLARED + " variables, each counted on every host",
                    "give the hosts fewer variables, or fewer groups that have any");
        }
        return onHost;
    }

    private List<Layer> with(List<Layer> more) {
        List<Layer> layers = new ArrayList<>(document);
        layers.addAll(more);
        layers.add(given);
        return layers;
    }

    private List<Layer> hostLayers(String host) {
        List<Layer> layers = new ArrayList<>();
        layers.add(builtIn(host));
        for (String group : groups.of(host)) {
            layers.add(new Layer(Level.GROUP, group, vars("groups", group)));
        }
        layers.add(new Layer(Level.HOST, host, vars("hosts", host)));
        return layers;
    }

    private Layer builtIn(String host) {
        Origin origin = Origin.ofFile("host");
        List<SourceNode> names = groups.of(host).stream()
                .<SourceNode>map(name -> new Scalar(name, Kind.INTERPOLATED, origin))
                .toList();
        Mapping properties = new Mapping(
                List.of(
                        new Entry("name", origin, new Scalar(host, Kind.INTERPOLATED, origin)),
                        new Entry("groups", origin, new Sequence(names, origin))),
                origin);
        return new Layer(
                Level.BUILT_IN, "", new Mapping(List.of(new Entry(VarsBlock.HOST, origin, properties)), origin));
    }

    private Mapping vars(String block, String name) {
        return ownVars.computeIfAbsent(block, this::varsOfAll)
                .getOrDefault(name, new Mapping(List.of(), tree.origin()));
    }

    private Map<String, Mapping> varsOfAll(String block) {
        Map<String, Mapping> all = new HashMap<>();
        Nodes.entries(Nodes.mapping(tree, block))
                .forEach(entry -> all.put(entry.key(), Nodes.mapping(entry.value(), VARS)));
        return all;
    }

    private List<Layer> hostsOwn() {
        List<Layer> layers = new ArrayList<>();
        for (String block : List.of("groups", "hosts")) {
            Nodes.entries(Nodes.mapping(tree, block))
                    .forEach(entry ->
                            layers.add(new Layer(Level.HOST, entry.key(), Nodes.mapping(entry.value(), VARS))));
        }
        return layers;
    }

    private Set<String> onHostsOnly() {
        Set<String> names = new LinkedHashSet<>(Set.of(VarsBlock.HOST));
        hostsOwn().forEach(layer -> layer.vars().entries().forEach(entry -> names.add(entry.key())));
        return names;
    }

    private HostGroups groups() {
        Mapping groups = Nodes.mapping(tree, "groups");
        Map<String, HostPattern> patterns = new LinkedHashMap<>();
        for (Entry group : Nodes.entries(groups)) {
            patterns.put(group.key(), HostPattern.of(words(group.value(), "hosts")));
        }
        Map<String, List<String>> joined = new LinkedHashMap<>();
        for (Entry host : Nodes.entries(Nodes.mapping(tree, "hosts"))) {
            joined.put(host.key(), words(host.value(), "groups"));
        }
        return HostGroups.of(patterns, joined, groups.origin());
    }

    private List<String> words(SourceNode block, String key) {
        return Nodes.at(block, key).map(everywhere::interpolate).map(Nodes::scalars).orElse(List.of()).stream()
                .flatMap(scalar -> HostPattern.words(scalar.text()).stream())
                .toList();
    }
}
