package io.jbarman.report

import io.jbarman.diagnostics.Diagnostic
import io.jbarman.diagnostics.Origin
import java.io.StringReader
import javax.xml.parsers.DocumentBuilderFactory
import org.xml.sax.InputSource
import spock.lang.Specification

/** Reports as pages: whatever is in them is text, and nothing is fetched from anywhere. */
class HtmlReportsSpec extends Specification {
    def "text is only ever text"() {
        expect:
        Html.text(text).markup() == markup
        Html.of('p', '', text).markup() == "<p>$markup</p>\n".toString()

        where:
        text                       || markup
        ''                         || ''
        'plain'                    || 'plain'
        '<script>alert(1)</script>' || '&lt;script&gt;alert(1)&lt;/script&gt;'
        'a & b "c" \'d\''          || 'a &amp; b &quot;c&quot; &#39;d&#39;'
        'esc\u001b[31m'            || 'esc\ufffd[31m'
        'turned\u202e'             || 'turned\ufffd'
        '&amp;'                    || '&amp;amp;'
    }

    def "a page of #kind is well-formed, holds what is to be seen as text, and needs nothing else"() {
        given:
        def page = SampleReports.all()[kind]

        when:
        def body = page.substring(page.indexOf('<body>'), page.indexOf('</body>') + 7)
        def tree = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(body)))

        then:
        tree.documentElement.textContent.contains(SampleReports.HOSTILE)
        !(page =~ /(?i)<script|<link|<img|<iframe|<object|\bon\w+=|\b(src|href)=|url\(|@import|https?:/)
        page.contains('name="viewport"')
        page.contains('@media print')
        page.contains('prefers-color-scheme: dark')

        where:
        kind << ['plan', 'apply', 'drift', 'problems', 'nothing']
    }

    def "what anybody notices comes first"() {
        given:
        def page = SampleReports.all().plan

        expect:
        page.indexOf('RESTART of pg') < page.indexOf('pg/role/')
        page.indexOf('In the way') < page.indexOf('pg/role/')
        page.indexOf('>pghost<') < page.indexOf('>barmanhost<')
    }

    def "what is folded on a screen is there once more for paper"() {
        given:
        def page = SampleReports.all().plan
        def paper = page.substring(page.indexOf('@media print'))

        expect:
        page.findAll('<details').size() > 1
        page.findAll('<details').size() == page.findAll('<div class="on-paper">').size()
        page.findAll('<li>').size() % 2 == 0
        paper.contains('details { display: none; }')
        paper.contains('.on-paper { display: block; }')
    }

    def "a problem has its place, its line and what to do"() {
        given:
        def problem = Diagnostic.error('unknown-key', new Origin('t.yml', 3, 5, '    hots: {}'), 'unknown key', 'did you mean hosts?')

        expect:
        def page = ProblemsHtml.of(new ReportHead('plan', '', 't.yml', '', ''), [problem])
        page.contains('t.yml:3:5') && page.contains('    hots: {}\n    ^') && page.contains('did you mean hosts?')
    }
}
