package io.jbarman.resource.database

import io.jbarman.facts.database.Extension
import io.jbarman.facts.database.ExtensionsQuery
import io.jbarman.plan.Decision
import io.jbarman.topology.ExtensionDemand
import spock.lang.Specification

class ExtensionResourceSpec extends Specification {
    def "version #wanted in schema #schema where #installed is in #has and #available could be: #outcome"() {
        given:
        def demand = new ExtensionDemand('hstore', [], Optional.ofNullable(schema), Optional.ofNullable(wanted), false)
        def observed = new Extension('hstore', Optional.ofNullable(installed), Optional.ofNullable(has), 0, available)

        expect:
        describe(resource(demand).decide(observed)) == outcome

        where:
        wanted | schema | installed | has      | available      || outcome
        null   | null   | null      | null     | ['1.7', '1.8'] || ['CREATE', "SELECT pg_catalog.set_config('search_path', 'public', true); CREATE EXTENSION \"hstore\""]
        '1.7'  | 'ext'  | null      | null     | ['1.7', '1.8'] || ['CREATE', 'CREATE EXTENSION "hstore" SCHEMA "ext" VERSION "1.7"']
        null   | null   | '1.7'     | 'public' | ['1.7', '1.8'] || ['in sync: version 1.7 is installed']
        '1.8'  | null   | '1.7'     | 'public' | ['1.7', '1.8'] || ['UPDATE', 'ALTER EXTENSION "hstore" UPDATE TO "1.8"']
        '1.7'  | null   | '1.8'     | 'public' | ['1.7', '1.8'] || ['UPDATE', 'ALTER EXTENSION "hstore" UPDATE TO "1.7"']
        '1.8'  | 'ext'  | '1.7'     | 'public' | ['1.8']        || ['UPDATE', 'ALTER EXTENSION "hstore" UPDATE TO "1.8"', 'ALTER EXTENSION "hstore" SET SCHEMA "ext"']
        '1.7'  | null   | '1.7'     | 'public' | ['1.8']        || ['in sync: version 1.7 is installed']
        '1.9'  | null   | '1.7'     | 'public' | ['1.7', '1.8'] || ['conflict: this server has no version 1.9 of extension hstore; It has 1.7, 1.8.']
        null   | null   | null      | null     | []             || ['conflict: this server has no files of an extension hstore; Install the package that brings it, such as postgresql-contrib, on the server\'s host.']
    }

    def "one with #tables tables of its own, agreed #agreed, is to go: #outcome"() {
        given:
        def demand = new ExtensionDemand('hstore', [], Optional.empty(), Optional.empty(), true)
        def made = resource(demand)

        expect:
        describe((agreed ? made.agreed() : made).decide(new Extension('hstore', Optional.of('1.8'), Optional.of('public'), tables, ['1.8']))) == outcome

        where:
        tables | agreed || outcome
        0      | false  || ['REMOVE', 'DROP EXTENSION "hstore"']
        2      | false  || ['conflict: extension hstore has 2 tables of its own, which would go with it; Give --drop pg/extension/shop.hstore to have it dropped with them.']
        2      | true   || ['REMOVE', 'DROP EXTENSION "hstore"']
    }

    static ExtensionResource resource(ExtensionDemand demand) {
        new ExtensionResource(new ExtensionsQuery('pg', Optional.of('shop'), ['hstore']), demand, 'shop', false)
    }

    static List<String> describe(Decision decision) {
        if (decision instanceof Decision.InSync) {
            return ["in sync: ${decision.reason()}".toString()]
        }
        if (decision instanceof Decision.Conflict) {
            return ["conflict: ${decision.summary()}; ${decision.remedy()}".toString()]
        }
        def change = decision as Decision.Change
        [change.action().name()] + change.steps().collectMany { it.statements()*.display() }
    }
}
