package io.jbarman.resource.server

import io.jbarman.facts.server.Identity
import io.jbarman.facts.server.IdentityQuery
import io.jbarman.pg.ServerVersion
import io.jbarman.plan.Decision
import spock.lang.Specification

class ServerResourceSpec extends Specification {
    def "version #version, pinned #pinned, in recovery #recovery, superuser #superuser: #told"() {
        given:
        def server = new ServerResource(new IdentityQuery('pg'), Optional.ofNullable(pinned), [] as Set)

        when:
        def decision = server.decide(new Identity(new ServerVersion(version), recovery, 'ops', superuser))

        then:
        describe(decision).contains(told)

        where:
        version | pinned | recovery | superuser || told
        150018  | null   | false    | true      || 'in sync: PostgreSQL 15.18, a primary'
        150018  | 15     | false    | true      || 'in sync'
        150018  | 16     | false    | true      || 'conflict: the server is PostgreSQL 15.18, the topology says 16 | Set version to 15'
        90624   | null   | false    | true      || 'conflict: PostgreSQL 9.6.24 is older'
        190000  | null   | false    | true      || 'conflict: PostgreSQL 19.0 is newer'
        190000  | 19     | false    | true      || 'in sync'
        150018  | null   | true     | true      || 'conflict: the server is in recovery'
        150018  | null   | false    | false     || 'conflict: jbarman logged in as ops, which is no superuser'
    }

    private static String describe(Decision decision) {
        decision instanceof Decision.Conflict
            ? "conflict: ${decision.summary()} | ${decision.remedy()}"
            : "in sync: ${(decision as Decision.InSync).reason()}"
    }
}
