package io.jbarman.resource.role

import io.jbarman.facts.Fact
import io.jbarman.facts.Facts
import io.jbarman.facts.barman.RuntimeSocketsQuery
import io.jbarman.facts.role.Role
import io.jbarman.facts.role.RolePasswordsQuery
import io.jbarman.facts.role.Roles
import io.jbarman.facts.role.RolesQuery
import io.jbarman.facts.server.Identity
import io.jbarman.facts.server.IdentityQuery
import io.jbarman.facts.session.Session
import io.jbarman.facts.session.SessionsQuery
import io.jbarman.facts.setting.OwnValue
import io.jbarman.facts.setting.Setting
import io.jbarman.facts.setting.Settings
import io.jbarman.pg.RoleAttribute
import io.jbarman.pg.ServerVersion
import io.jbarman.plan.Decision
import io.jbarman.plan.ResourceId
import io.jbarman.plan.Step
import io.jbarman.secret.Secret
import io.jbarman.topology.RoleDemand
import io.jbarman.topology.RoleDemand.Membership
import io.jbarman.topology.RoleDemand.OwnSetting
import io.jbarman.topology.RoleDemand.Removal
import io.jbarman.transport.Account
import spock.lang.Specification

class RoleResourceSpec extends Specification {
    static final QUERIES = new RoleQueries('pg', ['barman'])
    static final ROLES = new RolesQuery('pg', ['barman'])
    static final IDENTITY = new IdentityQuery('pg')
    static final SIXTEEN = new Fact.Known<>(new Identity(ServerVersion.ofMajor(16), false, 'postgres', true))
    static final PASSWORDS = new RolePasswordsQuery('pg', ['barman'])
    // What PostgreSQL 15 stored of the password "secret" with the salt of RFC 7677's example.
    static final MD5 = 'md5' + 'secretbarman'.md5()

    def "#title: #outcome"() {
        expect:
        describe(resource(superuser, replication).decide(RoleState.of(ServerVersion.ofMajor(16), Optional.ofNullable(role), password))) == outcome

        where:
        title                  | superuser | replication | role                          | password                | outcome
        'absent'               | false     | false       | null                          | PasswordState.ABSENT    | ['CREATE ROLE "barman" LOGIN NOSUPERUSER NOREPLICATION', 'password']
        'absent, streams'      | false     | true        | null                          | PasswordState.ABSENT    | ['CREATE ROLE "barman" LOGIN NOSUPERUSER REPLICATION', 'password']
        'as declared'          | false     | false       | role(false, true, false)      | PasswordState.MATCHES   | ['in sync: attributes and password are as declared']
        'unreadable password'  | false     | false       | role(false, true, false)      | PasswordState.UNCHECKED | ['in sync: attributes are as declared; the stored password cannot be compared, a login will tell']
        'unmanaged password'   | false     | false       | role(false, true, false)      | PasswordState.UNMANAGED | ['in sync: attributes are as declared; its password is not managed']
        'wrong password'       | false     | false       | role(false, true, false)      | PasswordState.DIFFERS   | ['password']
        'no password'          | false     | false       | role(false, true, false)      | PasswordState.ABSENT    | ['password']
        'may not log in'       | false     | false       | role(false, false, false)     | PasswordState.MATCHES   | ['ALTER ROLE "barman" LOGIN']
        'superuser not wanted' | false     | false       | role(true, true, false)       | PasswordState.MATCHES   | ['ALTER ROLE "barman" NOSUPERUSER']
        'superuser wanted'     | true      | false       | role(false, true, false)      | PasswordState.MATCHES   | ['ALTER ROLE "barman" SUPERUSER']
        'everything differs'   | true      | true        | role(false, false, false)     | PasswordState.DIFFERS   | ['ALTER ROLE "barman" LOGIN SUPERUSER REPLICATION', 'password']
        'ourselves'            | false     | false       | role(true, true, true, true)  | PasswordState.MATCHES   | ['conflict: role "barman" is the superuser that this server is administered with']
    }

    def "the stored password is compared: #stored is #state"() {
        given:
        def facts = new Facts([(IDENTITY): SIXTEEN, (ROLES): new Fact.Known<>(new Roles(['barman': role(false, true, false)])), (PASSWORDS): stored])

        expect:
        resource(false, false).observe(facts).state().password() == state

        where:
        stored                                                             || state
        new Fact.Known<>(['barman': Secret.of(MD5)])                       || PasswordState.MATCHES_MD5
        new Fact.Known<>(['barman': Secret.of('md5' + 'x'.md5())])         || PasswordState.DIFFERS
        new Fact.Known<>(['barman': Secret.of('plain?')])                  || PasswordState.UNCHECKED
        new Fact.Known<>([:])                                              || PasswordState.ABSENT
        new Fact.Unknown<>('may not be asked', '')                         || PasswordState.UNCHECKED
    }

    def "a password that is stored as an MD5 hash is advised on, with what to do"() {
        given:
        def facts = new Facts([(IDENTITY): SIXTEEN, (ROLES): new Fact.Known<>(new Roles(['barman': role(false, true, false)])), (PASSWORDS): new Fact.Known<>(['barman': Secret.of(stored)])])

        expect:
        resource(false, false).notes(facts)*.summary() == notes
        resource(false, false).notes(facts).every { it.remedy() == 'Forget it (ALTER ROLE "barman" PASSWORD NULL) and apply: it is set as a SCRAM verifier then.' }
        !resource(false, false).notes(facts).toString().contains(stored)

        where:
        stored             || notes
        MD5                || ['its password is stored as an MD5 hash, which no rule with scram-sha-256 lets in']
        'md5' + 'x'.md5()  || []
    }

    def "no difference, step or demand shows a password or a verifier"() {
        given:
        def facts = new Facts([(IDENTITY): SIXTEEN, (ROLES): new Fact.Known<>(new Roles(['barman': role(true, false, true)])),
                               (PASSWORDS): new Fact.Known<>(['barman': Secret.of('md5' + 'canary'.md5())])])
        def resource = resource(false, false)

        expect:
        !(resource.decide(facts).toString() + resource + resource.demand() + facts.get(PASSWORDS)).with {
            contains('secret-canary') || contains('canary'.md5())
        }
    }

    def "PostgreSQL #major, membership #wanted over #found: #statements"() {
        given:
        def demand = new RoleDemand('app', [:], Optional.empty(), Optional.empty(), Optional.empty(), [readers: wanted], [], Optional.empty(), Optional.empty())
        def role = new Role('app', [RoleAttribute.INHERIT] as Set, false, -1, Optional.empty(), Optional.empty(), [] as Set, found, new Role.Ties([], [], 0))

        expect:
        describe(new RoleResource(QUERIES, demand, Optional.empty())
            .decide(RoleState.of(ServerVersion.ofMajor(major), Optional.of(role), PasswordState.UNMANAGED))) == statements

        where:
        major | wanted                    | found                                     || statements
        15    | member()                  | []                                        || ['GRANT "readers" TO "app"']
        15    | member(true)              | []                                        || ['GRANT "readers" TO "app" WITH ADMIN OPTION']
        15    | member(true)              | [held(false, true, true)]                 || ['GRANT "readers" TO "app" WITH ADMIN OPTION']
        15    | member(false)             | [held(true, true, true)]                  || ['REVOKE ADMIN OPTION FOR "readers" FROM "app"']
        15    | member(null, true, true)  | [held(false, true, true)]                 || ['in sync: attributes are as declared; its password is not managed']
        15    | member(null, false)       | []                                        || ['conflict: the options inherit and set of a membership came with PostgreSQL 16, this server is 15.0']
        15    | member(null, null, false) | []                                        || ['conflict: the options inherit and set of a membership came with PostgreSQL 16, this server is 15.0']
        16    | member()                  | [held(true, false, false)]                || ['in sync: attributes are as declared; its password is not managed']
        16    | member(true, false, true) | []                                        || ['GRANT "readers" TO "app" WITH ADMIN TRUE, INHERIT FALSE, SET TRUE']
        16    | member(null, true, false) | [held(false, false, true)]                || ['GRANT "readers" TO "app" WITH INHERIT TRUE, SET FALSE; REVOKE SET OPTION FOR "readers" FROM "app" GRANTED BY "postgres"']
        16    | member(null, null, false) | [held(false, false, false), held(false, true, true, 'chief')] || ['REVOKE SET OPTION FOR "readers" FROM "app" GRANTED BY "chief"']
        16    | member(null, true)        | [held(false, false, true), held(false, true, true, 'chief')]  || ['in sync: attributes are as declared; its password is not managed']
        16    | absent()                  | [held(false, true, true), held(true, true, true, 'chief')]    || ['REVOKE "readers" FROM "app" GRANTED BY "postgres"; REVOKE "readers" FROM "app" GRANTED BY "chief"']
        15    | absent()                  | [held(true, true, true)]                  || ['REVOKE "readers" FROM "app"']
        15    | absent()                  | []                                        || ['in sync: attributes are as declared; its password is not managed']
    }

    def "a setting of the role's own, #value over #found: #statements"() {
        given:
        def demand = RoleDemand.only('app', [new OwnSetting(Optional.empty(), name, Optional.ofNullable(value))])
        def own = found == null ? [] : [new OwnValue(Optional.of('app'), Optional.empty(), name, found)]
        def settings = new Settings([
            work_mem: setting('work_mem', 'integer', 'user', 'kB'), search_path: setting('search_path', 'string', 'user', null),
            max_connections: setting('max_connections', 'integer', 'postmaster', null)])
        def state = new RoleState(ServerVersion.ofMajor(16), Optional.of(Role.named('app', false, [] as Set, [] as Set)), PasswordState.UNMANAGED,
            own + [new OwnValue(Optional.of('app'), Optional.of('shop'), name, 'elsewhere'), new OwnValue(Optional.of('other'), Optional.empty(), name, 'theirs')], settings)

        expect:
        describe(new RoleResource(QUERIES, demand, Optional.empty()).decide(state)) == statements

        where:
        name              | value             | found               || statements
        'work_mem'        | '8MB'             | null                || ['ALTER ROLE "app" SET "work_mem" = \'8MB\'']
        'work_mem'        | '8MB'             | '8192'              || ['in sync: attributes are as declared; its password is not managed']
        'work_mem'        | null              | '8192'              || ['ALTER ROLE "app" RESET "work_mem"']
        'work_mem'        | null              | null                || ['in sync: attributes are as declared; its password is not managed']
        'work_mem'        | 'much'            | null                || ['conflict: "much" is no value for work_mem']
        'search_path'     | 'app, public'     | 'app,"public"'      || ['in sync: attributes are as declared; its password is not managed']
        'search_path'     | 'app, public'     | '"app, public"'     || ['ALTER ROLE "app" SET "search_path" = \'app\', \'public\'']
        'max_connections' | '7'               | null                || ['conflict: max_connections is not a setting of sessions, so no role can have its own']
        'work_men'        | '7'               | null                || ['conflict: this server knows no parameter work_men']
        'app.name'        | "it's"            | null                || ['ALTER ROLE "app" SET "app"."name" = \'it\'\'s\'']
    }

    def "a role that #what is not dropped by the way"() {
        given:
        def role = new Role('app', [] as Set, self, -1, Optional.empty(), Optional.empty(), [] as Set, [], new Role.Ties(owned, granted, sessions))
        def demand = new RoleDemand('app', [:], Optional.empty(), Optional.empty(), Optional.empty(), [:], [], Optional.empty(), Optional.of(new Removal(Optional.of('heir'))))
        def state = RoleState.of(ServerVersion.ofMajor(16), Optional.of(role), PasswordState.UNMANAGED)

        expect:
        describe(AbsentRoleResource.of(QUERIES, demand).decide(state))[0].startsWith(refused)
        describe(AbsentRoleResource.of(QUERIES, demand).agreed().decide(state)).join('; ') =~ agreed

        where:
        what                | self  | owned                                        | granted                                | sessions || refused | agreed
        'is ourselves'      | true  | []                                           | []                                     | 0        || 'conflict: role "app" is the superuser' | 'conflict'
        'owns a table'      | false | [Role.Tied.objects(Optional.of('shop'), 2)]      | []                                     | 0        || 'conflict: role "app" owns 2 objects in database shop:' | /^ALTER ROLE "app" NOLOGIN; SELECT .*; REASSIGN OWNED BY "app" TO "heir"; DROP OWNED BY "app"; DROP ROLE "app"$/
        'owns a database'   | false | [new Role.Tied(Optional.empty(), 1, Optional.of('shop'))]| []                                     | 0        || 'conflict: role "app" owns database shop:' | /REASSIGN OWNED BY "app" TO "heir"; DROP OWNED BY "app"; DROP ROLE "app"$/
        'is logged in'      | false | []                                           | []                                     | 1        || 'conflict: role "app" has 1 open session:' | /^ALTER ROLE "app" NOLOGIN; SELECT .*; DROP ROLE "app"$/
        'is granted things' | false | []                                           | [Role.Tied.objects(Optional.of('shop'), 1)] | 0       || 'REASSIGN OWNED' | /^REASSIGN OWNED BY "app" TO "heir"; DROP OWNED BY "app"; DROP ROLE "app"$/
        'has nothing'       | false | []                                           | []                                     | 0        || 'DROP ROLE "app"' | /^DROP ROLE "app"$/
    }

    def "what a role has in a database that goes before it is not handed on: #owned, #granted"() {
        given:
        def role = new Role('app', [] as Set, false, -1, Optional.empty(), Optional.empty(), [] as Set, [], new Role.Ties(owned, granted, 0))
        def demand = new RoleDemand('app', [:], Optional.empty(), Optional.empty(), Optional.empty(), [:], [], Optional.empty(), Optional.of(new Removal(Optional.empty())))
        def state = RoleState.of(ServerVersion.ofMajor(16), Optional.of(role), PasswordState.UNMANAGED)
        def resource = AbsentRoleResource.of(QUERIES, demand).along([new ResourceId('pg', 'database', 'shop'), new ResourceId('pg', 'slot', 'other')] as Set)

        expect:
        resource.after().contains(new ResourceId('pg', 'database', 'shop'))
        describe(resource.decide(state))[0].startsWith(outcome)

        where:
        owned                                                                          | granted                          || outcome
        [Role.Tied.objects(Optional.of('shop'), 2)]                                    | []                               || 'DROP ROLE "app"'
        [new Role.Tied(Optional.empty(), 1, Optional.of('shop'))]                      | []                               || 'DROP ROLE "app"'
        []                                                                             | [Role.Tied.objects(Optional.of('shop'), 1), new Role.Tied(Optional.empty(), 1, Optional.of('shop'))] || 'DROP ROLE "app"'
        [Role.Tied.objects(Optional.of('other'), 2)]                                   | []                               || 'conflict: role "app" owns 2 objects in database other:'
        [Role.Tied.objects(Optional.of('shop'), 2), Role.Tied.objects(Optional.empty(), 1)] | []                          || 'conflict: role "app" owns 1 object of the cluster:'
    }

    def "only what comes from where the runtime is connected is the runtime's: #what"() {
        given:
        def role = new Role('barman', [] as Set, false, -1, Optional.empty(), Optional.empty(), [] as Set, [], new Role.Ties([], [], 1))
        def demand = new RoleDemand('barman', [:], Optional.empty(), Optional.empty(), Optional.empty(), [:], [], Optional.empty(), Optional.of(new Removal(Optional.empty())))
        def sessions = new SessionsQuery('pg')
        def runtime = new RuntimeSocketsQuery('barmanhost', Account.named('barman'), '/run/jb')
        def resource = new RoleOfRuntime(AbsentRoleResource.of(QUERIES, demand), sessions, [runtime] as Set, ['barman'] as Set)
        def facts = new Facts([(ROLES): new Fact.Known(new Roles([barman: role])), (IDENTITY): SIXTEEN,
                               (sessions): new Fact.Known([new Session(4711, 'barman', application, Optional.ofNullable(address), port, Optional.empty())]),
                               (runtime): sockets == null ? new Fact.Unknown('no answer', '') : new Fact.Known(runtime.parse(0, sockets))])

        expect:
        resource.needs().contains(runtime)
        resource.decide(facts).class.simpleName == outcome

        where:
        what                      | application | address        | port  | sockets                        || outcome
        'of the runtime'          | 'barman'    | '10.0.0.9'     | 40001 | '0900000A:9C41\n'              || 'Change'
        'of IPv6'                 | 'barman'    | 'fd00::9'      | 40001 | '000000FD000000000000000009000000:9C41\n' || 'Change'
        'of IPv4 within IPv6'     | 'barman'    | '10.0.0.9'     | 40001 | '0000000000000000FFFF00000900000A:9C41\n' || 'Change'
        'another program there'   | 'barman'    | '10.0.0.9'     | 40002 | '0900000A:9C41\n'              || 'Conflict'
        'another host'            | 'barman'    | '10.0.0.8'     | 40001 | '0900000A:9C41\n'              || 'Conflict'
        'another name'            | 'psql'      | '10.0.0.9'     | 40001 | '0900000A:9C41\n'              || 'Conflict'
        'by a socket\'s file'     | 'barman'    | null           | -1    | '0900000A:9C41\n'              || 'Conflict'
        'a runtime that is away'  | 'barman'    | '10.0.0.9'     | 40001 | ''                             || 'Conflict'
        'a runtime not looked at' | 'barman'    | '10.0.0.9'     | 40001 | null                           || 'Conflict'
    }

    static Membership member(Boolean admin = null, Boolean inherit = null, Boolean set = null) {
        new Membership(false, Optional.ofNullable(admin), Optional.ofNullable(inherit), Optional.ofNullable(set))
    }

    static Membership absent() {
        new Membership(true, Optional.empty(), Optional.empty(), Optional.empty())
    }

    static Role.Membership held(boolean admin, boolean inherit, boolean set, String grantor = 'postgres') {
        new Role.Membership('readers', Optional.of(grantor), admin, inherit, set)
    }

    static Setting setting(String name, String type, String context, String unit) {
        new Setting(name, '0', Optional.ofNullable(unit), context, type, [], Optional.of('0'), Optional.of('2147483647'), Optional.empty(), 'default')
    }

    static resource(boolean superuser, boolean replication) {
        new RoleResource(QUERIES, RoleDemand.login('barman', superuser, replication, Optional.of('barman_password')), Optional.of(Secret.of('secret')))
    }

    static Role role(boolean superuser, boolean login, boolean replication, boolean self = false) {
        def attributes = []
        if (superuser) attributes << RoleAttribute.SUPERUSER
        if (login) attributes << RoleAttribute.LOGIN
        if (replication) attributes << RoleAttribute.REPLICATION
        Role.named('barman', self, attributes as Set, [] as Set)
    }

    static List<String> describe(Decision decision) {
        if (decision instanceof Decision.InSync) {
            return ['in sync: ' + decision.reason()]
        }
        if (decision instanceof Decision.Conflict) {
            return ['conflict: ' + decision.summary()]
        }
        (decision as Decision.Change).steps().findAll { !(it instanceof Step.AwaitSql) }
            .collect { it instanceof Step.SetPassword ? 'password' : it.statements()*.display().join('; ') }
    }
}
