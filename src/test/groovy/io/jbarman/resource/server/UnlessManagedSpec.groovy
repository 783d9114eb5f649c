package io.jbarman.resource.server

import io.jbarman.facts.Fact
import io.jbarman.facts.Facts
import io.jbarman.facts.server.CloudQuery
import io.jbarman.facts.server.ClusterKeeper
import io.jbarman.facts.server.ClusterManagerQuery
import io.jbarman.facts.server.Identity
import io.jbarman.facts.server.IdentityQuery
import io.jbarman.facts.slot.Slots
import io.jbarman.facts.slot.SlotsQuery
import io.jbarman.pg.ServerVersion
import io.jbarman.pg.SlotName
import io.jbarman.plan.Action
import io.jbarman.plan.Decision
import io.jbarman.plan.Difference
import io.jbarman.plan.Effect
import io.jbarman.plan.ResourceId
import io.jbarman.postgres.Row
import io.jbarman.resource.Reordered
import io.jbarman.resource.slot.SlotResource
import spock.lang.Specification

class UnlessManagedSpec extends Specification {
    def "under #manager a missing slot is #outcome"() {
        given:
        def slots = new SlotsQuery('pg')
        def query = new ClusterManagerQuery('pg')
        def resource = new UnlessManaged(new SlotResource(slots, new SlotName('barman'), [] as Set), query)
        def facts = new Facts([(slots): new Fact.Known(new Slots([])), (query): new Fact.Known(Optional.ofNullable(manager))])

        when:
        def decision = resource.decide(facts)

        then:
        decision.class.simpleName == outcome
        !(decision instanceof Decision.Conflict) || decision.remedy().contains(remedy)

        where:
        manager                         | outcome    | remedy
        null                            | 'Change'   | ''
        ClusterKeeper.PATRONI          | 'Conflict' | 'Add {name: barman, type: physical} to ignore_slots'
        ClusterKeeper.CLOUDNATIVEPG    | 'Conflict' | 'spec.replicationSlots of the Cluster'
        ClusterKeeper.PG_AUTO_FAILOVER | 'Conflict' | "on every node, since slots do not follow a failover: SELECT pg_create_physical_replication_slot('barman', true)"
    }

    def "a manager that cannot be seen is not none"() {
        given:
        def slots = new SlotsQuery('pg')
        def query = new ClusterManagerQuery('pg')
        def resource = new Reordered(new UnlessManaged(new SlotResource(slots, new SlotName('barman'), [] as Set), query), [] as Set)

        expect:
        with(resource.decide(new Facts([(slots): new Fact.Known(new Slots([])), (query): new Fact.Unknown('permission denied', 'GRANT it')]))) {
            it instanceof Decision.Unknown
            reason() == 'whether a cluster manager would take the change back cannot be seen: permission denied'
            remedy() == 'GRANT it'
        }
    }

    def "#manager is told what it is to do for a #kind"() {
        given:
        def change = new Decision.Change(new ResourceId('pg', kind, 'name'), Action.UPDATE, [new Difference('a', 'b', 'wanted')], Effect.NONE, '', [])

        expect:
        with(new ManagersWords(manager).instead(change)) {
            !empty
            kind in ['setting', 'hba'] == contains('wanted')
            manager != ClusterKeeper.PATRONI || contains('atroni')
        }

        where:
        [manager, kind] << [ClusterKeeper.values().toList(), ['setting', 'hba', 'slot', 'standby', 'restart']].combinations()
    }

    def "#manager is told what a change does to another setting besides"() {
        given:
        def change = new Decision.Change(new ResourceId('pg', 'setting', 'archive_mode'), Action.UPDATE,
            [new Difference('value', 'off', 'on'), Difference.ofSetting('archive_command', '(none)', '/bin/true')], Effect.NONE, '', [])

        expect:
        new ManagersWords(manager).instead(change).endsWith(": archive_mode = 'on', archive_command = '/bin/true'")

        where:
        manager << ClusterKeeper.values().toList()
    }

    def "a server of #cloud is not planned for"() {
        given:
        def identity = new IdentityQuery('pg')
        def query = new CloudQuery('pg')
        def server = new UnlessCloud(new ServerResource(identity, Optional.empty(), [] as Set), query)
        def facts = new Facts([(identity): new Fact.Known(new Identity(ServerVersion.ofMajor(16), false, 'postgres', true)),
                               (query)   : new Fact.Known(query.parse(signs.collect { new Row([sign: Optional.of(it)]) }))])

        expect:
        with(server.decide(facts)) {
            it instanceof Decision.Conflict == (cloud != null)
            it instanceof Decision.InSync || summary().startsWith("$cloud runs this server")
        }

        where:
        signs                                       || cloud
        []                                          || null
        ['rds_superuser']                           || 'Amazon RDS'
        ['aurora_version()', 'rds_superuser']       || 'Amazon Aurora'
        ['aurora_version()']                        || null
        ['cloudsqlsuperuser']                       || 'Google Cloud SQL'
        ['cloudsqlsuperuser', 'alloydbsuperuser']   || 'Google AlloyDB'
        ['azure_pg_admin']                          || 'Azure Database for PostgreSQL'
    }

    def "a server that shows #what is managed by #manager"() {
        given:
        def shown = [head: '# PostgreSQL configuration file', archive_command: '', libraries: '', files: '/data/postgresql.conf', repmgr_database: 'f'] + row

        expect:
        new ClusterManagerQuery('pg').parse([new Row(shown.collectEntries { name, value -> [name, Optional.ofNullable(value)] })]) == Optional.ofNullable(manager)

        where:
        what                       | row                                                                        || manager
        'nothing'                  | [:]                                                                        || null
        'no file'                  | [files: null]                                                              || null
        "Patroni's head"           | [head: '# Do not edit this file manually!\n# It will be overwritten by Patroni!'] || ClusterKeeper.PATRONI
        "Patroni's base file"      | [files: '/data/postgresql.base.conf\n/data/postgresql.conf']               || ClusterKeeper.PATRONI
        "the operator's archiver"  | [archive_command: '/controller/manager wal-archive %p']                    || ClusterKeeper.CLOUDNATIVEPG
        "the keeper's file"        | [files: '/data/postgresql-auto-failover.conf']                             || ClusterKeeper.PG_AUTO_FAILOVER
        "a standby's file"         | [files: '/data/postgresql-auto-failover-standby.conf']                     || ClusterKeeper.PG_AUTO_FAILOVER
        "the agent's file"         | [files: '/var/lib/pgsql/tmp/rep_mode.conf']                                || ClusterKeeper.PACEMAKER
        "repmgrd's library"        | [libraries: 'auto_explain, repmgr']                                        || ClusterKeeper.REPMGR
        'another library'          | [libraries: 'repmgr_like']                                                 || null
        "repmgr's database"        | [repmgr_database: 't']                                                     || ClusterKeeper.REPMGR
    }
}
