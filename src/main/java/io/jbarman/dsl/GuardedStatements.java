package io.jbarman.dsl;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.SourceText;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ClosureListExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.stmt.AssertStatement;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.DoWhileStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.LoopingStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.SwitchStatement;
import org.codehaus.groovy.ast.stmt.SynchronizedStatement;
import org.codehaus.groovy.ast.stmt.ThrowStatement;
import org.codehaus.groovy.ast.stmt.TryCatchStatement;
import org.codehaus.groovy.ast.stmt.WhileStatement;
import org.codehaus.groovy.control.SourceUnit;

/** The statements of a script that nobody vouched for, and what both they and its expressions are looked at for. */
abstract class GuardedStatements extends Rewriter {
    private static final Set<String> TYPES = Set.of(
            "java.lang.Object",
            "String",
            "java.lang.String",
            "int",
            "long",
            "boolean",
            "Integer",
            "Long",
            "Boolean",
            "List",
            "Map");

    private final SourceText source;
    private final Diagnostics problems;

    GuardedStatements(SourceUnit unit, Set<String> own, SourceText source, Diagnostics problems) {
        super(unit, own, Set.of(), false);
        this.source = source;
        this.problems = problems;
    }

    @Override
    protected void visitStatement(Statement statement) {
        if (!Harmless.STATEMENTS.contains(statement.getClass())) {
            boolean loop = statement instanceof LoopingStatement;
            refuse(
                    statement,
                    Harmless.describe(statement),
                    loop ? "loops are for (x in list) { } and list.each { }" : "a topology needs none of it");
        }
    }

    @Override
    public void visitWhileLoop(WhileStatement loop) {
        visitStatement(loop);
    }

    @Override
    public void visitDoWhileLoop(DoWhileStatement loop) {
        visitStatement(loop);
    }

    @Override
    public void visitSwitch(SwitchStatement choice) {
        visitStatement(choice);
    }

    @Override
    public void visitSynchronizedStatement(SynchronizedStatement block) {
        visitStatement(block);
    }

    @Override
    public void visitThrowStatement(ThrowStatement exception) {
        visitStatement(exception);
    }

    @Override
    public void visitAssertStatement(AssertStatement assertion) {
        visitStatement(assertion);
    }

    @Override
    public void visitTryCatchFinally(TryCatchStatement attempt) {
        visitStatement(attempt);
    }

    @Override
    public void visitForLoop(ForStatement loop) {
        if (loop.getCollectionExpression() instanceof ClosureListExpression) {
            refuse(loop, "for (;;)", "loops are for (x in list) { } and list.each { }");
            return;
        }
        checkType(loop.getValueVariable().getType(), loop);
        checkName(loop.getValueVariable().getName(), loop);
        if (!loop.getValueVariable().getAnnotations().isEmpty()) {
            refuse(loop.getValueVariable().getAnnotations().get(0), "an annotation", "take it out");
        }
        if (loop.getIndexVariable() != null) {
            refuse(loop, "a loop with an index", "count with list.eachWithIndex { }, or (0..<n).each { }");
            return;
        }
        super.visitForLoop(loop);
        loop.setLoopBlock(withStep(loop.getLoopBlock(), loop));
    }

    static BlockStatement withStep(Statement code, ASTNode place) {
        BlockStatement all = new BlockStatement();
        all.addStatement(new ExpressionStatement(call("$step", place)));
        if (code instanceof BlockStatement block) {
            all.addStatements(block.getStatements());
        } else {
            all.addStatement(code);
        }
        return all;
    }

    final void checkType(ClassNode type, ASTNode place) {
        if (!TYPES.contains(type.getName()) || type.isArray()) {
            refuse(place, "the type '" + type.getName() + "'", "write def, or String, int, boolean, List, Map");
        }
    }

    /** Groovy and the rewritten script have names of their own. */
    final void checkName(String name, ASTNode place) {
        if (name.startsWith("$") || Harmless.TAKEN.contains(name)) {
            refuse(place, "the name '" + name + "' for a variable", "choose another one");
        }
    }

    final Expression refuse(ASTNode node, String what, String hint) {
        tell("groovy-refused", node, what + " is not allowed in a topology", hint);
        return new ConstantExpression(null);
    }

    final void tell(String code, ASTNode node, String what, String hint) {
        problems.add(
                Diagnostic.error(code, source.at(node.getLineNumber() - 1, node.getColumnNumber() - 1), what, hint));
    }
}
