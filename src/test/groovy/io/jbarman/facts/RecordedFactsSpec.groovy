package io.jbarman.facts

import io.jbarman.facts.file.PassfileQuery
import io.jbarman.facts.role.RolePasswordsQuery
import io.jbarman.facts.role.RolesQuery
import io.jbarman.facts.server.IdentityQuery
import io.jbarman.json.JsonException
import io.jbarman.postgres.Row
import io.jbarman.transport.Account
import spock.lang.Specification

class RecordedFactsSpec extends Specification {
    static final IDENTITY = new IdentityQuery('pg')
    static final PASSWORDS = new RolePasswordsQuery('pg', ['barman'])
    static final PASSFILE = new PassfileQuery('h', Account.LOGIN, Optional.empty())
    static final ROLES = new RolesQuery('pg', ['barman'])
    static final Map<FactQuery<?>, Answer> ANSWERS = [
            (IDENTITY) : new Answer.Rows([row(version: '150004', in_recovery: 'f', user_name: 'postgres', superuser: 't')]),
            (PASSWORDS): new Answer.Rows([row(rolname: 'barman', rolpassword: 'SCRAM-SHA-256$canary')]),
            (PASSFILE) : new Answer.Output(0, 'yes 600 yes /home/ops/.pgpass\n*:*:*:barman:canary\n'),
            (ROLES)    : new Answer.None('permission denied', 'be a superuser')]

    def "what is written reads back as the same, NULL, braces and letters too"() {
        given:
        def odd = [(ROLES): new Answer.Rows([row(a: '{{ "x" }}\n\t\u0001é', b: null), row(a: '', b: 'NULL')]),
                   (IDENTITY): new Answer.Rows([])]
        def facts = RecordedFacts.withSecrets(ANSWERS + odd)

        expect:
        RecordedFactsJson.read(RecordedFactsJson.write(facts)) == facts
    }

    def "the facts are those that the questions had at the time"() {
        given:
        def live = Facts.read(ANSWERS)
        def recorded = RecordedFacts.withSecrets(ANSWERS).facts([IDENTITY, PASSFILE, ROLES])

        expect:
        recorded.get(IDENTITY) == live.get(IDENTITY)
        recorded.get(ROLES) == new Fact.Unknown('permission denied', 'be a superuser')
        (recorded.get(PASSFILE) as Fact.Known).value().path() == '/home/ops/.pgpass'
    }

    def "passwords and verifiers are left out of what is kept"() {
        given:
        def text = RecordedFactsJson.write(RecordedFacts.of(ANSWERS))

        expect:
        !text.contains('canary')
        text.contains('150004')
        RecordedFactsJson.read(text).facts([PASSWORDS]).get(PASSWORDS).reason() == 'password verifiers of pg was not recorded: it holds secrets'
    }

    def "a question that was not asked then is unknown, and says what to do"() {
        given:
        def other = new RolesQuery('pg', ['barman', 'another'])

        expect:
        with(RecordedFacts.of(ANSWERS).facts([other]).get(other)) {
            reason() == 'roles of pg was not recorded'
            remedy() == 'record the facts again, for this topology'
        }
    }

    def "an answer that its reader does not understand spoils only its own fact"() {
        given:
        def facts = RecordedFacts.withSecrets([(IDENTITY): new Answer.Output(0, 'x'), (ROLES): new Answer.Rows([])]).facts([IDENTITY, ROLES])

        expect:
        facts.get(IDENTITY).reason() == 'the answer about identity of pg could not be read: a shell\'s output is no answer of a server'
        facts.get(ROLES) instanceof Fact.Known
    }

    def "refuses #what"() {
        when:
        RecordedFactsJson.read(text)

        then:
        def e = thrown(JsonException)
        e.message.contains(said)

        where:
        what              | text                                                                     || said
        'another kind'    | '{"schema":1,"kind":"plan","answers":[]}'                                || 'no recorded facts: kind is plan'
        'a newer one'     | '{"schema":2,"kind":"facts","answers":[]}'                               || 'recorded by a newer jbarman'
        'a short row'     | '{"schema":1,"kind":"facts","answers":[{"question":"q","columns":["a"],"rows":[[]]}]}' || 'a row of 0 values under 1 columns'
        'no JSON'         | 'facts'                                                                  || 'not JSON'
    }

    private static Row row(Map<String, String> columns) {
        new Row(columns.collectEntries { [it.key as String, Optional.ofNullable(it.value)] })
    }
}
