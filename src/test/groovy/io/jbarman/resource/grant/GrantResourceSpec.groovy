package io.jbarman.resource.grant

import io.jbarman.facts.grant.Grants
import io.jbarman.facts.grant.GrantsQuery
import io.jbarman.facts.server.IdentityQuery
import io.jbarman.pg.ServerVersion
import io.jbarman.plan.Decision
import spock.lang.Specification

class GrantResourceSpec extends Specification {
    static final GRANT = new GrantResource(new IdentityQuery('pg'), new GrantsQuery('pg', Optional.of('app')), 'barman', 'app')

    def "PostgreSQL #major: the statements of the manual"() {
        when:
        def change = GRANT.decide(new GrantState(ServerVersion.ofMajor(major), new Grants([] as Set, [] as Set))) as Decision.Change

        then:
        change.steps()[0].database() == Optional.of('app')
        change.steps()[0].statements()*.display() == statements
        change.differences().size() == statements.size()

        where:
        major << [10, 14, 15, 18]
        statements << [before15(), before15(), since15(''), since15(' WITH INHERIT TRUE')]
    }

    def "what is granted is left, what is missing is granted, to this role alone"() {
        given:
        def version = ServerVersion.ofMajor(15)
        def all = BackupPrivileges.of(version)
        def granted = all.drop(1).collect { new Grants.Grant('barman', it) } + [new Grants.Grant('other', all[0])]

        expect:
        (GRANT.decide(new GrantState(version, new Grants(granted as Set, [] as Set))) as Decision.Change)
            .steps()[0].statements()*.display() == ['GRANT EXECUTE ON FUNCTION pg_catalog.pg_backup_start(text, boolean) TO "barman"']
        (GRANT.decide(new GrantState(version, new Grants(all.collect { new Grants.Grant('barman', it) } as Set, [] as Set))) as Decision.InSync)
            .reason() == 'all privileges for backups are granted in database app'
    }

    static List<String> before15() {
        ['GRANT EXECUTE ON FUNCTION pg_catalog.pg_start_backup(text, boolean, boolean) TO "barman"',
         'GRANT EXECUTE ON FUNCTION pg_catalog.pg_stop_backup() TO "barman"',
         'GRANT EXECUTE ON FUNCTION pg_catalog.pg_stop_backup(boolean, boolean) TO "barman"',
         'GRANT EXECUTE ON FUNCTION pg_catalog.pg_switch_wal() TO "barman"',
         'GRANT EXECUTE ON FUNCTION pg_catalog.pg_create_restore_point(text) TO "barman"',
         'GRANT "pg_read_all_settings" TO "barman"',
         'GRANT "pg_read_all_stats" TO "barman"']
    }

    static List<String> since15(String option) {
        ['GRANT EXECUTE ON FUNCTION pg_catalog.pg_backup_start(text, boolean) TO "barman"',
         'GRANT EXECUTE ON FUNCTION pg_catalog.pg_backup_stop(boolean) TO "barman"',
         'GRANT EXECUTE ON FUNCTION pg_catalog.pg_switch_wal() TO "barman"',
         'GRANT EXECUTE ON FUNCTION pg_catalog.pg_create_restore_point(text) TO "barman"',
         'GRANT "pg_read_all_settings" TO "barman"' + option,
         'GRANT "pg_read_all_stats" TO "barman"' + option,
         'GRANT "pg_checkpoint" TO "barman"' + option]
    }
}
