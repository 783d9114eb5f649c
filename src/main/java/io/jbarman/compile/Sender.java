package io.jbarman.compile;

import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.activation.RestartResource;
import io.jbarman.resource.setting.SettingQueries;
import io.jbarman.resource.trust.ArchiveCommandResource;
import io.jbarman.resource.trust.ArchiveWay;
import io.jbarman.resource.trust.Peer;
import io.jbarman.resource.trust.RemoteProof;
import io.jbarman.resource.trust.ScriptResource;
import io.jbarman.template.ResourceTemplate;
import io.jbarman.topology.ArchiveCommand;
import io.jbarman.topology.ArchiveCommand.Method;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A server that sends its WAL, or a standby that will as soon as it is promoted: the program that archives, the test that
 * it would be heard, and the setting.
 *
 * @param archives whether it does now
 * @param known what has to be there at the barmanhost
 * @param heard the proof that ssh gets through to it, and what answers there
 * @param software that both ends need
 * @param given what earlier applies have set
 */
record Sender(
        Topology topology,
        BarmanHost barman,
        ArchivedServer archived,
        Peer peer,
        SettingQueries queries,
        boolean archives,
        String incoming,
        Set<ResourceId> known,
        Set<ResourceId> heard,
        Set<ResourceId> software,
        List<String> given) {
    private static final String OWN = ".jbarman/";

    List<Resource<?>> resources() {
        String program = ArchiveWay.program(command().method());
        ScriptResource script = new ScriptResource(
                peer,
                OWN + program,
                ResourceTemplate.text(program),
                SshTrust.mark(topology),
                accounts().serversIsThere(peer));
        List<Resource<?>> resources = new ArrayList<>(List.of(script));
        Set<ResourceId> before = new LinkedHashSet<>(known);
        before.addAll(software);
        before.add(script.id());
        before.add(RestartResource.id(peer.owner()));
        if (command().method() != Method.LOCAL_COPY) {
            RemoteProof accepts = accepts();
            resources.add(accepts);
            before.add(accepts.id());
        }
        resources.add(new ArchiveCommandResource(
                        peer, queries, way(), OWN + program, command().replace(), before, archives, Set.of())
                .having(given));
        return resources;
    }

    private ArchiveCommand command() {
        return archived.archiveCommand().orElseThrow();
    }

    private Accounts accounts() {
        return new Accounts(topology, barman);
    }

    private SshTrust trust() {
        return accounts().toBarman(peer);
    }

    private ArchiveWay way() {
        return new ArchiveWay(
                command().method(), barman.user(), trust().address(), trust().port(), archived.name(), incoming);
    }

    private RemoteProof accepts() {
        Set<ResourceId> after = new LinkedHashSet<>(known);
        after.addAll(heard);
        return new RemoteProof(
                peer,
                "archive-test-" + archived.name() + "-" + barman.name(),
                "WAL of " + archived.name() + " would be accepted by "
                        + accounts().barmans(),
                trust().test(List.of("barman", "put-wal", archived.name(), "--test")),
                after);
    }
}
