package io.jbarman.compile;

import io.jbarman.config.Conninfo;
import io.jbarman.facts.hba.HbaFileQuery;
import io.jbarman.facts.hba.HbaRulesQuery;
import io.jbarman.facts.role.RolesQuery;
import io.jbarman.resource.hba.HbaResource;
import io.jbarman.resource.hba.PeerAddress;
import io.jbarman.resource.hba.WantedRule;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.PostgresServer.HbaType;
import io.jbarman.topology.RuleDemand;
import io.jbarman.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The client authentication rules that let barmanhosts in. */
record ServerRules(Topology topology, PostgresServer server, List<Archiver> archivers) {

    Optional<HbaResource> resource(ServerRoles roles) {
        Set<WantedRule> rules = new LinkedHashSet<>();
        List<String> problems = new ArrayList<>();
        for (Archiver archiver : archivers) {
            collect(archiver, rules, problems);
        }
        server.replication()
                .ifPresent(replication -> followers()
                        .forEach(follower ->
                                rules.addAll(new Following(topology, follower, server).rules(replication))));
        List<WantedRule> unwanted = new ArrayList<>();
        server.contents().hba().values().forEach(rule -> (rule.absent() ? unwanted : rules).addAll(declared(rule)));
        if (rules.isEmpty() && problems.isEmpty() && unwanted.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new HbaResource(
                new HbaFileQuery(server.name()),
                new HbaRulesQuery(server.name()),
                query(roles),
                server.host(),
                server.osUser(),
                List.copyOf(rules),
                problems.stream().findFirst(),
                server.hbaAboveReject(),
                unwanted));
    }

    private List<WantedRule> declared(RuleDemand rule) {
        List<WantedRule> rules = new ArrayList<>();
        for (String database : rule.databases()) {
            for (String user : rule.users()) {
                sources(rule)
                        .forEach(source -> rules.add(new WantedRule(
                                rule.type().orElse(server.hbaType()),
                                database,
                                user,
                                source,
                                rule.method().orElse(server.hbaMethod()),
                                true)));
            }
        }
        return rules;
    }

    /** By socket nobody comes from anywhere. */
    private static List<PeerAddress> sources(RuleDemand rule) {
        return rule.type().filter(HbaType.LOCAL::equals).isPresent()
                ? List.of(PeerAddress.NONE)
                : rule.sources().stream().map(PeerAddress::of).toList();
    }

    /** Rules may speak of groups, so it is asked which ones a user is a member of. */
    private RolesQuery query(ServerRoles roles) {
        RolesQuery managed = roles.query();
        List<String> names = Stream.concat(
                        managed.names().stream(),
                        server.contents().hba().values().stream()
                                .flatMap(rule -> rule.users().stream())
                                .filter(user -> !user.equals("all") && !user.startsWith("+")))
                .distinct()
                .toList();
        return new RolesQuery(managed.server(), names);
    }

    /** Everyone who may have to follow this server, now or after a failover. */
    private List<PostgresServer> followers() {
        return topology.postgres().values().stream()
                .filter(primary -> primary.name().equals(server.name())
                        || primary.standbys().containsKey(server.name()))
                .flatMap(primary -> Stream.concat(
                        Stream.of(primary), primary.standbys().values().stream().map(one -> one.asServer(primary))))
                .filter(other -> !other.name().equals(server.name()))
                .toList();
    }

    private void collect(Archiver archiver, Set<WantedRule> rules, List<String> problems) {
        Links links = new Links(topology, archiver);
        ArchivedServer archived = archiver.archived();
        ServerRoles.managed(archived.conninfo()).ifPresent(link -> {
            Conninfo conninfo = links.conninfo();
            String database = conninfo.find("dbname").orElse("postgres");
            add(archiver, conninfo, database, link.role(), rules, problems);
            if (archived.streamingArchiver() && archived.streamingConninfo().isEmpty()) {
                add(archiver, conninfo, WantedRule.REPLICATION, link.role(), rules, problems);
            }
        });
        archived.streamingConninfo()
                .flatMap(ServerRoles::managed)
                .ifPresent(link -> add(
                        archiver,
                        links.streamingConninfo().orElseThrow(),
                        WantedRule.REPLICATION,
                        link.role(),
                        rules,
                        problems));
    }

    private void add(
            Archiver archiver,
            Conninfo conninfo,
            String database,
            String role,
            Set<WantedRule> rules,
            List<String> problems) {
        if (ServerSettings.isSocket(conninfo)) {
            return;
        }
        Links links = new Links(topology, archiver);
        List<PeerAddress> sources =
                new Sources(links.host(archiver.barman().host()), Links.target(conninfo)).addresses();
        if (sources.isEmpty()) {
            problems.add("the address from which barmanhost "
                    + archiver.barman().name() + " reaches " + server.name() + " is not known");
        }
        sources.forEach(
                source -> rules.add(new WantedRule(server.hbaType(), database, role, source, server.hbaMethod())));
    }
}
