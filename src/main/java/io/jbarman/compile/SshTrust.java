package io.jbarman.compile;

import io.jbarman.facts.trust.HostKeysQuery;
import io.jbarman.facts.trust.RemoteTest;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.trust.AuthorizedKeyResource;
import io.jbarman.resource.trust.KnownHostResource;
import io.jbarman.resource.trust.OwnKeyResource;
import io.jbarman.resource.trust.Peer;
import io.jbarman.resource.trust.RemoteProof;
import io.jbarman.resource.trust.SelinuxResource;
import io.jbarman.topology.Host;
import io.jbarman.topology.Topology;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * That one account may log in to another by ssh, and does: its key, who lets it in, who knows whom, and the check that
 * proves it. Pure.
 *
 * @param fromThere what brings the account that logs in
 * @param toThere what brings the other one
 */
record SshTrust(Topology topology, Peer from, Peer to, Set<ResourceId> fromThere, Set<ResourceId> toThere) {
    private static final int SSH_PORT = 22;

    /**
     * All of it.
     *
     * @param command the only one that the key may run; empty for any
     * @param behind what has to stand before the other account lets anybody in
     */
    List<Resource<?>> resources(String command, Set<ResourceId> behind) {
        ResourceId key = OwnKeyResource.id(from);
        KnownHostResource known = new KnownHostResource(
                from,
                address(),
                new HostKeysQuery(to.host(), to.account(), port().orElse(SSH_PORT)),
                mark(topology),
                with(toThere, key));
        AuthorizedKeyResource letIn =
                new AuthorizedKeyResource(to, from, options(command), comment(), with(behind, key));
        SelinuxResource here = new SelinuxResource(from, !command.isEmpty(), Set.of(key, known.id()));
        SelinuxResource there = new SelinuxResource(to, false, Set.of(letIn.id()));
        return List.of(
                new OwnKeyResource(from, comment(), fromThere),
                known,
                letIn,
                here,
                there,
                new RemoteProof(
                        from,
                        check(),
                        "ssh gets through to " + to,
                        test(List.of("true")),
                        Set.of(known.id(), letIn.id(), here.id(), there.id())));
    }

    private static Set<ResourceId> with(Set<ResourceId> some, ResourceId one) {
        Set<ResourceId> all = new HashSet<>(some);
        all.add(one);
        return all;
    }

    /** The address of the check that proves it. */
    ResourceId proof() {
        return RemoteProof.id(from, check());
    }

    /** The address of the line that lets the other one in. */
    ResourceId door() {
        return AuthorizedKeyResource.id(to, from);
    }

    private String check() {
        return "ssh-" + to.owner();
    }

    private String comment() {
        return mark(topology) + ":" + from + "->" + to;
    }

    /** By which a topology is known in what it shares with others. */
    static String mark(Topology topology) {
        return "jbarman:" + topology.name();
    }

    /** restrict also takes away what a later OpenSSH may invent. */
    private String options(String command) {
        List<String> sources = sources();
        return "restrict"
                + (sources.isEmpty() ? "" : ",from=\"" + String.join(",", sources) + "\"")
                + (command.isEmpty() ? "" : ",command=\"" + command.replace("\"", "\\\"") + "\"");
    }

    /** Addresses only: sshd compares names when it is told to look them up. */
    private List<String> sources() {
        return new Sources(host(from.host()), address())
                .addresses().stream()
                        .filter(address -> address.range().isPresent())
                        .map(address -> address.text().replaceFirst("/(32|128)$", ""))
                        .toList();
    }

    private Host host(String name) {
        Host host = topology.hosts().get(name);
        if (host == null) {
            throw new IllegalArgumentException("no host " + name + " in the topology");
        }
        return host;
    }

    /** By which the one reaches the other. */
    String address() {
        Host target = host(to.host());
        return from.host().equals(to.host()) ? target.peerAddress().orElse("localhost") : target.reachedByPeersAt();
    }

    OptionalInt port() {
        Host target = host(to.host());
        return target.peerSshPort().isPresent()
                ? target.peerSshPort()
                : target.ssh().port();
    }

    /** As Barman is told to call it; ssh takes the first of each option, and Barman adds its own behind. */
    String command() {
        return "ssh -o BatchMode=yes -o StrictHostKeyChecking=yes"
                + (port().isPresent() ? " -p " + port().getAsInt() : "") + " " + to.user() + "@" + address();
    }

    RemoteTest test(List<String> words) {
        return new RemoteTest(to.user(), address(), port(), words);
    }
}
