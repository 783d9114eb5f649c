package io.jbarman.playbook

import dev.harrel.jsonschema.InvalidSchemaException
import dev.harrel.jsonschema.ValidatorFactory
import dev.harrel.jsonschema.providers.SnakeYamlNode
import io.jbarman.json.Json
import io.jbarman.json.JsonValue
import java.nio.file.Files
import java.nio.file.Path
import org.yaml.snakeyaml.LoaderOptions
import org.yaml.snakeyaml.composer.Composer
import org.yaml.snakeyaml.parser.ParserImpl
import org.yaml.snakeyaml.reader.StreamReader
import spock.lang.Shared
import spock.lang.Specification

/** What an editor says by the JSON Schema agrees with what validate says. */
class JsonSchemaSpec extends Specification {
    static final CHECKOUT = Path.of(System.getProperty('jbarman.checkout', '.'))

    /** What only the rules over a whole document, or the YAML reader itself, can tell. */
    static final BEYOND_A_SCHEMA = [
        'alias-bomb', 'alias-bomb-narrow', 'alias-of-itself', 'archiver-off', 'barman-options', 'binary', 'compression-later',
        'colon-in-value', 'conninfo-keywords', 'conninfo-uri', 'control-character', 'deep-nesting', 'duplicate-key',
        'duplicate-server', 'duration-of-nothing', 'empty', 'env-secret-with-timer', 'expressions', 'groups-unused', 'hba-addresses', 'interpolated-wrong-type', 'interpolation-unquoted', 'latin1', 'layout-compression',
        'local-copy', 'long-run-directory', 'no-archiver', 'only-comments', 'password-in-conninfo', 'plays-address-taken', 'plays-contradictions', 'plays-facts', 'plays-imports', 'plays-template', 'references-to-nothing',
        'remote-barmanhost', 'same-home', 'same-server-twice', 'shared-archive-command', 'shared-slot', 'streaming-incomplete',
        'tab-indented', 'tab-in-line', 'two-documents', 'unclosed-bracket', 'unclosed-quote', 'undefined-alias',
        'unknown-variable', 'unused-and-unarchived', 'utf16', 'variable-bomb', 'variable-cycle', 'wrong-indentation',
        'yaml-tag',
    ]

    @Shared
    def schema = Json.write(EditorSchema.json())

    static List<Path> files(String directory) {
        Files.list(CHECKOUT.resolve(directory)).withCloseable { all ->
            all.filter { it.toString().endsWith('.yml') }.sorted().toList()
        }
    }

    static compose(String text) {
        def options = new LoaderOptions()
        new Composer(new ParserImpl(new StreamReader(text), options), new Yaml12Resolver(), options).singleNode
    }

    List<String> errors(String text, String schema = this.schema) {
        new ValidatorFactory()
                .withJsonNodeFactory(new SnakeYamlNode.Factory())
                .validate(schema, compose(text))
                .errors
                .collect { "$it.instanceLocation $it.schemaLocation $it.error".toString() }
    }

    def "the schema itself is valid by the meta-schema"() {
        when:
        new ValidatorFactory().withJsonNodeFactory(new SnakeYamlNode.Factory()).createValidator().registerSchema(schema)

        then:
        noExceptionThrown()

        when: 'the meta-schema would notice'
        new ValidatorFactory().withJsonNodeFactory(new SnakeYamlNode.Factory()).createValidator().registerSchema(schema.replace('"type":"integer"', '"type":"interger"'))

        then:
        thrown(InvalidSchemaException)
    }

    def "what an editor puts in is good there, and every key has its sentence"() {
        when:
        def found = mistakes(EditorSchema.json(), '')

        then:
        found == []
    }

    private List<String> mistakes(JsonValue node, String path) {
        if (node instanceof JsonValue.JsonArray) return node.values().collectMany { mistakes(it, path) }
        if (!(node instanceof JsonValue.JsonObject)) return []
        node.members().collectMany { name, its ->
            name != 'properties' ? mistakes(its, "$path.$name") : its.members().collectMany { key, type ->
                def said = type.find('description').present ? [] : ["$path.$key says nothing".toString()]
                def values = (type.find('examples').map { it.values() }.orElse([]) + type.find('default').map { [it] }.orElse([]))
                said + values.findAll { errors(Json.write(it), Json.write(type)) }.collect { "$path.$key: ${Json.write(it)}".toString() } + mistakes(type, "$path.$key")
            }
        }
    }

    def "playbooks/#file.fileName is valid by the schema"() {
        expect:
        errors(Files.readString(file)) == []

        where:
        file << files('playbooks')
    }

    def "bad-input/#file.fileName is invalid by the schema too"() {
        expect:
        errors(Files.readString(file))

        where:
        file << files('src/test/resources/bad-input').findAll {
            !(it.fileName.toString().replace('.yml', '') in BEYOND_A_SCHEMA)
        }
    }
}
