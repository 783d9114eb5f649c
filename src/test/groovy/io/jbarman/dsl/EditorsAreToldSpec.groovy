package io.jbarman.dsl

import spock.lang.Specification

/** The file by which an editor learns what scripts are: read as the editor reads it, but for the class path. */
class EditorsAreToldSpec extends Specification {
    def "scripts in dsl, and no others, are told to be of the class that they are"() {
        given:
        def told = [:]
        def place = null
        def binding = new Binding(
                scriptScope: { -> 'script' },
                context: { Map where -> where },
                findClass: { String name -> Class.forName(name) },
                contributor: { Map where, Closure of ->
                    place = where
                    of.delegate = [delegatesTo: { Class type -> told.type = type }]
                    of.resolveStrategy = Closure.DELEGATE_FIRST
                    of()
                })

        when:
        new GroovyShell(binding).evaluate(TopologyScript.getResource('/jbarman.gdsl').getText('UTF-8'))

        then:
        told.type == TopologyScript
        place.filetypes == ['groovy']
        '/home/me/site/dsl/shop.groovy' ==~ place.pathRegexp
        !('/home/me/site/src/Shop.groovy' ==~ place.pathRegexp)
    }
}
