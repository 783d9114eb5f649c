package io.jbarman.json

import spock.lang.Specification

class JsonSpec extends Specification {
    def "#text survives reading and writing"() {
        expect:
        Json.write(Json.parse(text)) == text
        Json.parse(Json.pretty(Json.parse(text))) == Json.parse(text)

        where:
        text << ['{"a":1,"b":[true,false,null],"c":{"d":"x\\"y\\n"}}', '[]', '"é"', '1.50', '18446744073709551615']
    }

    def "#text is refused"() {
        when:
        Json.parse(text)

        then:
        thrown(JsonException)

        where:
        text << ['', '{', '{"a":1,"a":2}', '1 2', 'nope']
    }
}
