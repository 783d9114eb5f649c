package io.jbarman.resource.grant

import io.jbarman.facts.Fact
import io.jbarman.facts.Facts
import io.jbarman.facts.database.Extension
import io.jbarman.facts.database.ExtensionsQuery
import io.jbarman.facts.grant.ObjectGrants
import io.jbarman.facts.grant.ObjectGrantsQuery
import io.jbarman.facts.role.Roles
import io.jbarman.facts.role.RolesQuery
import io.jbarman.facts.server.Identity
import io.jbarman.facts.server.IdentityQuery
import io.jbarman.pg.GrantObject
import io.jbarman.pg.ServerVersion
import io.jbarman.resource.database.ExtensionResource
import io.jbarman.topology.ExtensionDemand
import io.jbarman.topology.GrantDemand
import spock.lang.Specification

class BehindExtensionsSpec extends Specification {
    static final EXTENSIONS = new ExtensionsQuery('pg', Optional.of('shop'), ['hstore'])
    static final ROLES = new RolesQuery('pg', [])

    private String decision(GrantObject on, List<String> names, List<String> privileges, String installed) {
        def wanted = new GrantDemand('it', 'app', Optional.of('shop'), on, names, Optional.of('owner'), privileges, false, new GrantDemand.Versions(0, 99), false)
        def query = new ObjectGrantsQuery('pg', Optional.of('shop'), DeclaredGrantResource.targets(wanted))
        def grant = new DeclaredGrantResource(query, wanted, new ToCome([] as Set, [] as Set, ROLES))
        def hstore = new ExtensionResource(EXTENSIONS, new ExtensionDemand('hstore', ['shop'], Optional.empty(), Optional.empty(), false), 'shop', false)
        def facts = new Facts([
            (new IdentityQuery('pg')): new Fact.Known(new Identity(ServerVersion.ofMajor(15), false, 'ops', true)),
            (query)                  : new Fact.Known(new ObjectGrants([])),
            (ROLES)                  : new Fact.Known(new Roles([:])),
            (EXTENSIONS)             : new Fact.Known([hstore: new Extension('hstore', Optional.ofNullable(installed), Optional.empty(), 0, ['1.8'])])])
        BehindExtensions.of(grant, [hstore]).decide(facts).class.simpleName
    }

    def "#privileges on #on #names where nothing is there: #before the extension is made, #after it"() {
        expect:
        decision(on, names, privileges, null) == before
        decision(on, names, privileges, '1.8') == after

        where:
        on                       | names                      | privileges   || before     | after
        GrantObject.FUNCTION     | ['public.f(integer)']      | ['EXECUTE']  || 'Unknown'  | 'Conflict'
        GrantObject.FUNCTION     | ['public.*']               | ['EXECUTE']  || 'Unknown'  | 'InSync'
        GrantObject.SCHEMA       | ['cron']                   | ['USAGE']    || 'Unknown'  | 'Conflict'
        GrantObject.TABLE        | ['public.t']               | ['MAINTAIN'] || 'Conflict' | 'Conflict'
        GrantObject.TABLE        | ['public.*']               | ['MAINTAIN'] || 'Conflict' | 'Conflict'
        GrantObject.DATABASE     | ['shops']                  | ['CONNECT']  || 'Conflict' | 'Conflict'
        GrantObject.NEW_TABLES   | ['cron']                   | ['SELECT']   || 'Unknown'  | 'Conflict'
        GrantObject.NEW_TABLES   | []                         | ['SELECT']   || 'Conflict' | 'Conflict'
    }
}
