package io.jbarman.dsl;

import java.util.HashSet;
import java.util.Set;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** The names that a script gives to values of its own. */
final class DeclaredNames extends CodeVisitorSupport {
    private final Set<String> names = new HashSet<>(Set.of("it"));

    private DeclaredNames() {}

    static Set<String> in(Statement code) {
        DeclaredNames visitor = new DeclaredNames();
        code.visit(visitor);
        return Set.copyOf(visitor.names);
    }

    @Override
    public void visitDeclarationExpression(DeclarationExpression declaration) {
        if (declaration.getLeftExpression() instanceof VariableExpression variable) {
            names.add(variable.getName());
        }
        super.visitDeclarationExpression(declaration);
    }

    @Override
    public void visitClosureExpression(ClosureExpression closure) {
        if (closure.getParameters() != null) {
            for (Parameter parameter : closure.getParameters()) {
                names.add(parameter.getName());
            }
        }
        super.visitClosureExpression(closure);
    }

    @Override
    public void visitForLoop(ForStatement loop) {
        if (loop.getValueVariable() != null) {
            names.add(loop.getValueVariable().getName());
        }
        if (loop.getIndexVariable() != null) {
            names.add(loop.getIndexVariable().getName());
        }
        super.visitForLoop(loop);
    }
}
