package io.jbarman.dsl;

import java.util.List;

/**
 * Initializes, on a thread of its own, what Groovy's compiler needs after parsing: it looks through the JDK's packages and
 * its own, and reads its methods for the JDK's types. Once a process; later there is nothing left to do.
 *
 * <p>The two threads must not wait for each other's classes: what both need is initialized before they part, and parsing
 * has no use for the rest.
 */
final class GroovyStart {
    private static final List<String> SHARED = List.of(
            "org.codehaus.groovy.ast.ClassHelper",
            "groovy.lang.GroovyClassLoader",
            "org.codehaus.groovy.control.SourceUnit",
            "org.codehaus.groovy.vmplugin.VMPluginFactory",
            "org.codehaus.groovy.runtime.DefaultGroovyMethods",
            "org.codehaus.groovy.reflection.ReflectionUtils");

    private static final List<String> LATER =
            List.of("org.codehaus.groovy.control.ResolveVisitor", "org.codehaus.groovy.runtime.InvokerHelper");

    private final Thread thread;

    private GroovyStart(Thread thread) {
        this.thread = thread;
    }

    static GroovyStart begin() {
        SHARED.forEach(GroovyStart::initialize);
        Thread thread = new Thread(() -> LATER.forEach(GroovyStart::initialize), "groovy-start");
        thread.setDaemon(true);
        thread.start();
        return new GroovyStart(thread);
    }

    private static void initialize(String type) {
        try {
            Class.forName(type, true, GroovyStart.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError toldByTheCompiler) {
            // Whoever needs the class meets the same, and says what that means.
            return;
        }
    }

    /** Returns when it is done: what comes after parsing needs it at once. */
    void await() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
