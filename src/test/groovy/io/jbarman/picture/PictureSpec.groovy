package io.jbarman.picture

import io.jbarman.compile.Compiler
import io.jbarman.picture.Picture.Arrow
import io.jbarman.picture.Picture.Box
import io.jbarman.picture.Picture.Frame
import io.jbarman.playbook.TopologyFile
import io.jbarman.secret.Secrets
import java.nio.charset.StandardCharsets
import java.nio.file.Path
import javax.xml.parsers.DocumentBuilderFactory
import spock.lang.Specification

class PictureSpec extends Specification {
    static final CHECKOUT = Path.of(System.getProperty('jbarman.checkout', '.'))
    static final ODD = new Picture('a "b" <c> & #d', [
        new Frame('host "1"\n10.0.0.1', [new Box('x', 'x <1>'), new Box('y', 'y & `z`')]),
        new Frame('2', [new Box('z', 'z')]),
    ], [new Arrow('x', 'z', 'a "way"'), new Arrow('y', 'z', '')])

    static topology(String name) {
        TopologyFile.read(CHECKOUT.resolve("playbooks/$name")).orThrow()
    }

    def "Mermaid, with everything quoted that it would take for its own"() {
        expect:
        MermaidText.of(ODD) == '''\
            ---
            title: "a #quot;b#quot; #lt;c#gt; & #35;d"
            ---
            flowchart LR
              subgraph f0["host #quot;1#quot;<br/>10.0.0.1"]
                b0["x #lt;1#gt;"]
                b1["y & #96;z#96;"]
              end
              subgraph f1["2"]
                b2["z"]
              end
              b0 -->|"a #quot;way#quot;"| b2
              b1 --> b2
            '''.stripIndent()
    }

    def "DOT, with everything quoted"() {
        expect:
        DotText.of(ODD).contains('digraph "a \\"b\\" <c> & #d" {')
        DotText.of(ODD).contains('    label="host \\"1\\"\\n10.0.0.1";')
        DotText.of(ODD).contains('  "x" -> "z" [label="a \\"way\\""];')
    }

    static parse(String svg) {
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
    }

    static List<Map> boxes(document) {
        def rects = document.getElementsByTagName('rect')
        (1..<rects.length).collect { i ->
            def a = rects.item(i).attributes
            ['x', 'y', 'width', 'height'].collectEntries { [it, a.getNamedItem(it).nodeValue as int] }
        }
    }

    def "SVG that is XML, with no two boxes over each other and all inside: #name"() {
        when:
        def document = parse(SvgText.of(picture))
        def all = boxes(document)
        def view = document.documentElement.attributes

        then:
        all.size() == picture.boxes().size()
        [all, all].combinations().findAll { a, b -> !a.is(b) }.every { a, b ->
            a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
        }
        all.every { it.x + it.width <= (view.getNamedItem('width').nodeValue as int) && it.y + it.height <= (view.getNamedItem('height').nodeValue as int) }
        document.getElementsByTagName('path').length == picture.arrows().size() + 1

        where:
        name              | picture
        'odd'             | ODD
        'topology'        | TopologyPicture.of(topology('variables.yml'))
        'standby'         | TopologyPicture.of(topology('standby.yml'))
        'resources'       | ResourcePicture.of('r', Compiler.compile(topology('archiving.yml'), Secrets.NONE))
        'a circle'        | new Picture('c', [new Frame('f', [new Box('a', 'a'), new Box('b', 'b')])], [new Arrow('a', 'b', ''), new Arrow('b', 'a', '')])
        'nothing'         | new Picture('n', [], [])
    }

    def "a topology shows hosts, servers and the ways of WAL"() {
        when:
        def picture = TopologyPicture.of(topology('standby.yml'))

        then:
        picture.frames()*.label().every { it.contains('\n') }
        picture.arrows()*.label().any { it.startsWith('streaming, slot ') }
        picture.arrows().every { arrow -> [arrow.from(), arrow.to()].every { it in picture.boxes()*.id() } }
    }

    def "of resources, an arrow that others imply is left out, and the order stays what it was"() {
        given:
        def graph = Compiler.compile(topology('archiving.yml'), Secrets.NONE)

        when:
        def picture = ResourcePicture.of('r', graph)
        def next = picture.arrows().groupBy { it.from() }.collectEntries { k, v -> [k, v*.to()] }
        def reaches
        reaches = { String from, String to -> (next[from] ?: []).any { it == to || reaches(it, to) } }

        then:
        graph.order().every { resource ->
            graph.edges().before(resource.id()).every { reaches(it.toString(), resource.id().toString()) }
        }
        picture.arrows().every { arrow ->
            next[arrow.from()].findAll { it != arrow.to() }.every { !reaches(it, arrow.to()) }
        }
        picture.arrows().size() < graph.order().sum { graph.edges().before(it.id()).size() }
    }
}
