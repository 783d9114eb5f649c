package io.jbarman.resource.role

import io.jbarman.facts.Fact
import io.jbarman.facts.Facts
import io.jbarman.facts.role.Role
import io.jbarman.facts.role.RolePasswordsQuery
import io.jbarman.facts.role.Roles
import io.jbarman.facts.role.RolesQuery
import io.jbarman.plan.Decision
import io.jbarman.plan.Step
import io.jbarman.secret.Secret
import spock.lang.Specification

class RoleResourceSpec extends Specification {
    static final ROLES = new RolesQuery('pg', ['barman'])
    static final PASSWORDS = new RolePasswordsQuery('pg', ['barman'])
    // What PostgreSQL 15 stored of the password "secret" with the salt of RFC 7677's example.
    static final MD5 = 'md5' + 'secretbarman'.md5()

    def "#title: #outcome"() {
        expect:
        describe(resource(superuser, replication).decide(new RoleState(Optional.ofNullable(role), password))) == outcome

        where:
        title                  | superuser | replication | role                          | password                | outcome
        'absent'               | false     | false       | null                          | PasswordState.ABSENT    | ['CREATE ROLE "barman" LOGIN NOSUPERUSER NOREPLICATION', 'password']
        'absent, streams'      | false     | true        | null                          | PasswordState.ABSENT    | ['CREATE ROLE "barman" LOGIN NOSUPERUSER REPLICATION', 'password']
        'as declared'          | false     | false       | role(false, true, false)      | PasswordState.MATCHES   | ['in sync: attributes and password are as declared']
        'unreadable password'  | false     | false       | role(false, true, false)      | PasswordState.UNCHECKED | ['in sync: attributes are as declared; the stored password cannot be compared, a login will tell']
        'unmanaged password'   | false     | false       | role(false, true, false)      | PasswordState.UNMANAGED | ['in sync: attributes are as declared; its password is not managed']
        'wrong password'       | false     | false       | role(false, true, false)      | PasswordState.DIFFERS   | ['password']
        'no password'          | false     | false       | role(false, true, false)      | PasswordState.ABSENT    | ['password']
        'may not log in'       | false     | false       | role(false, false, false)     | PasswordState.MATCHES   | ['ALTER ROLE "barman" LOGIN NOSUPERUSER NOREPLICATION']
        'superuser not wanted' | false     | false       | role(true, true, false)       | PasswordState.MATCHES   | ['ALTER ROLE "barman" LOGIN NOSUPERUSER NOREPLICATION']
        'superuser wanted'     | true      | false       | role(false, true, false)      | PasswordState.MATCHES   | ['ALTER ROLE "barman" LOGIN SUPERUSER NOREPLICATION']
        'everything differs'   | true      | true        | role(false, false, false)     | PasswordState.DIFFERS   | ['ALTER ROLE "barman" LOGIN SUPERUSER REPLICATION', 'password']
        'ourselves'            | false     | false       | role(true, true, true, true)  | PasswordState.MATCHES   | ['conflict: role "barman" is the superuser that this server is administered with']
    }

    def "the stored password is compared: #stored is #state"() {
        given:
        def facts = new Facts([(ROLES): new Fact.Known<>(new Roles(['barman': role(false, true, false)])), (PASSWORDS): stored])

        expect:
        resource(false, false).observe(facts).state().password() == state

        where:
        stored                                                             || state
        new Fact.Known<>(['barman': Secret.of(MD5)])                       || PasswordState.MATCHES
        new Fact.Known<>(['barman': Secret.of('md5' + 'x'.md5())])         || PasswordState.DIFFERS
        new Fact.Known<>(['barman': Secret.of('plain?')])                  || PasswordState.UNCHECKED
        new Fact.Known<>([:])                                              || PasswordState.ABSENT
        new Fact.Unknown<>('may not be asked', '')                         || PasswordState.UNCHECKED
    }

    def "no difference, step or demand shows a password or a verifier"() {
        given:
        def facts = new Facts([(ROLES): new Fact.Known<>(new Roles(['barman': role(true, false, true)])),
                               (PASSWORDS): new Fact.Known<>(['barman': Secret.of('md5' + 'canary'.md5())])])
        def resource = resource(false, false)

        expect:
        !(resource.decide(facts).toString() + resource + resource.demand() + facts.get(PASSWORDS)).with {
            contains('secret-canary') || contains('canary'.md5())
        }
    }

    static resource(boolean superuser, boolean replication) {
        new RoleResource(ROLES, PASSWORDS, new RoleDemand('barman', superuser, replication, Optional.of('barman_password')), Optional.of(Secret.of('secret')))
    }

    static Role role(boolean superuser, boolean login, boolean replication, boolean self = false) {
        new Role('barman', superuser, login, replication, self, [] as Set)
    }

    static List<String> describe(Decision decision) {
        if (decision instanceof Decision.InSync) {
            return ['in sync: ' + decision.reason()]
        }
        if (decision instanceof Decision.Conflict) {
            return ['conflict: ' + decision.summary()]
        }
        (decision as Decision.Change).steps().collect { it instanceof Step.SetPassword ? 'password' : it.statements()[0].display() }
    }
}
