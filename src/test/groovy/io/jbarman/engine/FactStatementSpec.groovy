package io.jbarman.engine

import io.jbarman.facts.Answer
import io.jbarman.facts.database.DatabasesQuery
import io.jbarman.facts.database.ExtensionsQuery
import io.jbarman.facts.slot.SlotsQuery
import io.jbarman.pg.ServerVersion
import io.jbarman.postgres.Row
import spock.lang.Specification

class FactStatementSpec extends Specification {
    static final SLOTS = new SlotsQuery('pg')
    static final DATABASES = new DatabasesQuery('pg', ['a', 'b'])
    static final EXTENSIONS = new ExtensionsQuery('pg', Optional.empty(), ['c'])

    def "questions that may share a statement do, the others have their own"() {
        when:
        def statements = FactStatement.of([DATABASES, SLOTS, EXTENSIONS])

        then:
        statements*.questions() == [[SLOTS], [DATABASES, EXTENSIONS]]
        statements[0].sql(ServerVersion.ofMajor(15)) == SLOTS.sql(ServerVersion.ofMajor(15))
        statements[1].sql(ServerVersion.ofMajor(15)).count('?') == 3
        statements[1].parameters() == ['a', 'b', 'c']
        statements[1].apart()*.questions() == [[DATABASES], [EXTENSIONS]]
    }

    def "each gets its own rows, as PostgreSQL writes the values where they stand alone"() {
        given:
        def shared = new FactStatement([DATABASES, EXTENSIONS])

        when:
        def answers = shared.answers([
            line(1, '{"name":"c","tables":12345678901234567890,"nspname":null}'),
            line(0, '{"datname":"a","control":true,"datistemplate":false,"comment":"it\\u0027s \\"x\\""}')])

        then:
        (answers[DATABASES] as Answer.Rows).rows() == [new Row([datname: Optional.of('a'), control: Optional.of('t'),
            datistemplate: Optional.of('f'), comment: Optional.of('it\'s "x"')])]
        (answers[EXTENSIONS] as Answer.Rows).rows() == [new Row([name: Optional.of('c'),
            tables: Optional.of('12345678901234567890'), nspname: Optional.empty()])]
    }

    static Row line(int part, String json) {
        new Row([part: Optional.of("$part".toString()), line: Optional.of(json)])
    }
}
