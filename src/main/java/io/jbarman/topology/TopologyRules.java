package io.jbarman.topology;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import java.util.List;

/** The rules over a whole topology, whichever spelling it came in. */
public final class TopologyRules {
    private static final List<Rule> ALL = List.of(
            new ReferencesResolve(),
            new GroupsResolve(),
            new ServersAreDistinct(),
            new BarmanHostsAreUsable(),
            new WalHasAWay(),
            new LayoutsReadCompressions(),
            new SlotsAreDistinct(),
            new ArchiveCommandsAreDistinct(),
            new StandbysAreUsable(),
            new RolesAgree(),
            new DeclaredRolesAreUsable(),
            new DeclaredGrantsAreUsable(),
            new DeclaredContentsAreUsable(),
            new DeclaredRulesAreUsable(),
            new SystemsAreUsable(),
            new DeclaredKeysAreUsable(),
            new SettingsAllowStreaming(),
            new SettingsAreKnown(),
            new DriftIsUsable(),
            new SecretsAreReachable());

    private TopologyRules() {}

    /** What is wrong between the values of a topology; values that are missing altogether are not its business. */
    public static List<Diagnostic> check(Topology topology, SourceMap sources) {
        Findings findings = new Findings(sources, new Diagnostics());
        ALL.forEach(rule -> rule.check(topology, findings));
        return findings.problems().all();
    }
}
