package io.jbarman.dsl;

import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.SourceText;
import java.util.HashSet;
import java.util.Set;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.messages.SimpleMessage;

/** Checks and rewrites a script right after it was parsed, before anything in it can have an effect on the compiler. */
final class TopologyCustomizer extends CompilationCustomizer {
    private final SourceText source;
    private final boolean trusted;
    private final Diagnostics found;

    TopologyCustomizer(SourceText source, boolean trusted, Diagnostics found) {
        super(CompilePhase.CONVERSION);
        this.source = source;
        this.trusted = trusted;
        this.found = found;
    }

    @Override
    public void call(SourceUnit unit, GeneratorContext context, ClassNode type) {
        if (!trusted) {
            new OnlyAScript(source, found).check(unit.getAST(), type);
        }
        if (type.isScript()) {
            rewrite(unit, type);
        }
        boolean refused =
                found.all().stream().anyMatch(problem -> !problem.code().equals("unknown-key"));
        if (refused) {
            unit.getErrorCollector().addErrorAndContinue(new SimpleMessage("refused", unit));
        }
    }

    private void rewrite(SourceUnit unit, ClassNode type) {
        Set<String> methods = new HashSet<>();
        for (MethodNode method : type.getMethods()) {
            methods.add(method.getName());
        }
        for (MethodNode method : type.getMethods()) {
            boolean generated = method.getCode() == null || method.getName().equals("main");
            if (generated) {
                continue;
            }
            Set<String> own = new HashSet<>(DeclaredNames.in(method.getCode()));
            own.addAll(methods);
            WordCheck.check(method.getCode(), source, own, found);
            Rewriter rewriter = trusted
                    ? new Rewriter(unit, own, methods, method.getName().equals("run"))
                    : new GuardedRewriter(unit, own, source, found);
            method.getCode().visit(rewriter);
        }
    }
}
