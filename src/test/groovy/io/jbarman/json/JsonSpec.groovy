package io.jbarman.json

import java.nio.charset.StandardCharsets
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

    def "half of a surrogate pair can be written to a file, and comes back"() {
        given:
        def text = new JsonValue.JsonText('Gr\uDCFC\uDCDFe \uD83D\uDC18')

        when:
        def written = Json.write(text)

        then:
        written == '"Gr\\udcfc\\udcdfe \uD83D\uDC18"'
        Json.parse(written) == text
        StandardCharsets.UTF_8.newEncoder().canEncode(written)
    }
}
