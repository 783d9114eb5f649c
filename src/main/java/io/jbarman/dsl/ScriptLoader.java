package io.jbarman.dsl;

import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyCodeSource;
import java.security.CodeSource;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.ErrorCollector;
import org.codehaus.groovy.control.SourceUnit;

/**
 * Compiles one script. Parsing it takes a cold JVM half of the time, and what Groovy looks up before it would parse takes
 * most of the rest: here the one is done on this thread and the other, beside it, on {@link GroovyStart}'s.
 */
final class ScriptLoader extends GroovyClassLoader {
    private final SourceUnit script;
    private final GroovyCodeSource code;

    ScriptLoader(ClassLoader parent, CompilerConfiguration configuration, String file, String text) {
        super(parent, configuration);
        script = new SourceUnit(file, text, configuration, this, new ErrorCollector(configuration));
        code = new GroovyCodeSource(text, file, "/jbarman");
        code.setCachable(false);
    }

    /** @throws org.codehaus.groovy.control.CompilationFailedException if it is no Groovy, or refused */
    Class<?> compiled() {
        GroovyStart start = GroovyStart.begin();
        try {
            script.parse();
            script.buildAST();
        } finally {
            start.await();
        }
        return parseClass(code, false);
    }

    @Override
    protected CompilationUnit createCompilationUnit(CompilerConfiguration configuration, CodeSource source) {
        return new ParsedAlready(configuration, source);
    }

    /** Its errors and those of parsing are told together. */
    private final class ParsedAlready extends CompilationUnit {
        ParsedAlready(CompilerConfiguration configuration, CodeSource source) {
            super(configuration, source, ScriptLoader.this);
            errorCollector = script.getErrorCollector();
        }

        @Override
        public SourceUnit addSource(String name, String text) {
            return addSource(script);
        }
    }
}
