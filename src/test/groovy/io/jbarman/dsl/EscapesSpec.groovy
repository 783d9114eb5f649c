package io.jbarman.dsl

import io.jbarman.diagnostics.Diagnostics
import io.jbarman.diagnostics.ProblemException
import io.jbarman.diagnostics.SourceText
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Ways out of a script that is only to describe a topology: each is refused before or while it runs, and does nothing. */
class EscapesSpec extends Specification {
    @TempDir
    Path directory

    def "refused: #escape"() {
        given:
        def witness = directory.resolve('witness')
        System.clearProperty('jbarman.escaped')
        def text = "topology('x') {\n  ${escape.replace('WITNESS', witness.toString())}\n}\n"
        if (outside) {
            text = "${escape.replace('WITNESS', witness.toString())}\ntopology('x') { }\n"
        }

        when:
        GroovyTree.read(SourceText.ofCode('x.groovy', text), false, new Diagnostics())

        then:
        def refusal = thrown(ProblemException)
        refusal.problems().every { it.error && it.hint() && it.origin().get().line() > 0 }
        refusal.problems().any { it.code() in ['groovy-refused', 'unknown-variable', 'groovy-syntax', 'too-large', 'groovy-failed'] }

        and:
        !Files.exists(witness)
        System.getProperty('jbarman.escaped') == null

        where:
        escape                                                                                     | outside
        'new File("WITNESS").text = "x"'                                                           | false
        '"touch WITNESS".execute()'                                                                | false
        '["touch", "WITNESS"].execute()'                                                           | false
        'System.setProperty("jbarman.escaped", "1")'                                               | false
        'java.lang.System.setProperty("jbarman.escaped", "1")'                                     | false
        'name "${System.setProperty(\'jbarman.escaped\', \'1\')}"'                                 | false
        'name "${new File(\'WITNESS\').createNewFile()}"'                                          | false
        'name "${-> new File(\'WITNESS\').createNewFile()}"'                                       | false
        'Class.forName("java.lang.System").setProperty("jbarman.escaped", "1")'                    | false
        'def c = "".class; c.forName("java.io.File")'                                              | false
        'def c = ""["class"]; name c.name'                                                         | false
        'name "".getClass().getName()'                                                             | false
        'def f = "".&execute; f()'                                                                 | false
        'def m = "exe" + "cute"; "touch WITNESS"."$m"()'                                           | false
        'this.class.classLoader.loadClass("java.io.File")'                                         | false
        'this.evaluate("1")'                                                                       | false
        'def f = "WITNESS" as File; name f.createNewFile()'                                        | false
        'File f = ["WITNESS"]; name f.createNewFile()'                                             | false
        'def f = (File) "WITNESS"; name f.exists()'                                                | false
        'def c = { File f -> f.createNewFile() }; c("WITNESS")'                                    | false
        'for (File f in ["WITNESS"]) { name f.createNewFile() }'                                   | false
        'delegate.run'                                                                             | false
        'owner.owner.run()'                                                                        | false
        'def c = { }; c.delegate = 1'                                                              | false
        'def c = { }; c.owner.getBinding()'                                                        | false
        'metaClass.x = 1'                                                                          | false
        'String.metaClass.foo = { -> 1 }'                                                          | false
        '[1].class.protectionDomain'                                                               | false
        'name [a: 1].getClass().name'                                                              | false
        'def m = [a: 1]; m.@table'                                                                 | false
        'import java.nio.file.Files'                                                               | true
        'import static java.lang.System.setProperty'                                               | true
        'import java.nio.file.*'                                                                   | true
        '@Grab("a:b:1") import a.b.C'                                                              | true
        '@Grab("a:b:1") def x = 1'                                                                 | true
        '@groovy.transform.ASTTest(value = { System.setProperty("jbarman.escaped", "1") }) def x = 1' | true
        '@groovy.transform.Field def x = 1'                                                        | true
        '@groovy.transform.BaseScript Script s'                                                    | true
        '@groovy.transform.CompileStatic class A { static { System.setProperty("jbarman.escaped", "1") } }' | true
        'class A { }'                                                                              | true
        'enum E { A }'                                                                             | true
        'interface I { }'                                                                          | true
        'def run2() { 1 }'                                                                         | true
        'package io.jbarman.dsl'                                                                   | true
        'while (true) { }'                                                                         | false
        'do { } while (true)'                                                                      | false
        'for (;;) { }'                                                                             | false
        'try { name "x" } finally { }'                                                             | false
        'throw new Error()'                                                                        | false
        'synchronized (1) { }'                                                                     | false
        'assert false'                                                                             | false
        'switch (1) { case 1: break }'                                                             | false
        'def f; f = { -> f() }; f()'                                                               | false
        'def f; f = { n -> f(n); f(n) }; (1..10000).each { (1..10000).each { name "x" } }'         | false
        'name "x" * 1000000000'                                                                    | false
        'def s = "x"; (1..100).each { s = s + s }'                                                 | false
        'def s = "x"; (1..100).each { s = "$s$s" }'                                                | false
        'def n = 9.5; (1..100).each { n = n * n }'                                                   | false
        'def l = [1]; (1..100).each { l = l + l }'                                                 | false
        'def l = [1]; (1..60).each { l = [l, l] }; name l.join("")'                                | false
        'def l = [1]; (1..60).each { l = [l, l] }; name l'                                         | false
        '(1..2000000000).each { }'                                                                 | false
        '2000000000.times { }'                                                                     | false
        'name "x".padLeft(2000000000)'                                                             | false
        'name 9 ** 999999999'                                                                      | false
        '$word(1, 1, "name", ["y"]).foo()'                                                         | false
        'name "x".with { toString() }'                                                             | false
        'name "aaaa" ==~ "(a+)+b"'                                                                 | false
        'name Eval.me("1")'                                                                        | false
        'def x = new GroovyShell()'                                                                | false
        'name new int[1]'                                                                          | false
        'name *[1, 2]'                                                                             | false
        'name "x".tokenize()*.execute()'                                                           | false
    }

    def "what is refused is done where the script is trusted"() {
        given:
        def witness = directory.resolve('witness')

        when:
        GroovyTree.read(
                SourceText.ofCode('x.groovy', "def f = new File('$witness'); f.text = 'x'\ntopology(f.name) { }"), true, new Diagnostics())

        then:
        Files.readString(witness) == 'x'
    }
}
