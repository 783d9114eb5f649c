package io.jbarman.dsl;

import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.SourceText;
import io.jbarman.schema.Shape;
import io.jbarman.schema.Shape.Keys;
import io.jbarman.schema.Shape.Word;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/**
 * Looks at every word of a script before it runs, those too that it would not come to: what is said of one is what the
 * check of the tree says of a key.
 */
final class WordCheck extends CodeVisitorSupport {
    private final SourceText source;
    private final Set<String> own;
    private final Diagnostics problems;
    /** What the open braces are; empty where only a run can tell. */
    private final Deque<Optional<Shape>> open = new ArrayDeque<>();

    private WordCheck(SourceText source, Set<String> own, Diagnostics problems) {
        this.source = source;
        this.own = own;
        this.problems = problems;
    }

    /** @param own names that are no words here, because the script declares them */
    static void check(Statement code, SourceText source, Set<String> own, Diagnostics problems) {
        code.visit(new WordCheck(source, own, problems));
    }

    @Override
    public void visitExpressionStatement(ExpressionStatement statement) {
        boolean word = statement.getExpression() instanceof MethodCallExpression call
                && Rewriter.isWord(call)
                && !own.contains(call.getMethodAsString());
        if (word) {
            visitWord((MethodCallExpression) statement.getExpression());
        } else {
            super.visitExpressionStatement(statement);
        }
    }

    private void visitWord(MethodCallExpression call) {
        Optional<Shape> inside = shapeOf(call);
        for (Expression argument : ((TupleExpression) call.getArguments()).getExpressions()) {
            if (argument instanceof ClosureExpression closure) {
                open.push(inside);
                super.visitClosureExpression(closure);
                open.pop();
            } else {
                argument.visit(this);
            }
        }
    }

    private Optional<Shape> shapeOf(MethodCallExpression call) {
        String name = call.getMethodAsString();
        if (open.isEmpty()) {
            return name.equals("topology") ? Optional.of(Shape.document()) : Optional.empty();
        }
        Optional<Shape> here = open.peek();
        Optional<Word> word = here.flatMap(shape -> shape.word(name));
        if (word.isEmpty() && here.isPresent() && here.get() instanceof Keys keys) {
            problems.add(keys.block()
                    .unknown(
                            name,
                            source.at(
                                    call.getMethod().getLineNumber() - 1,
                                    call.getMethod().getColumnNumber() - 1)));
        }
        return word.map(found -> insideOf(found, call));
    }

    /** The braces of {@code host('pg') { }} are a host, those of {@code hosts { }} are not. */
    private static Shape insideOf(Word word, MethodCallExpression call) {
        boolean named = ((TupleExpression) call.getArguments())
                .getExpressions().stream()
                        .anyMatch(argument -> !(argument instanceof ClosureExpression)
                                && !(argument instanceof org.codehaus.groovy.ast.expr.MapExpression));
        if (word.shape() instanceof Shape.Items items) {
            return call.getMethodAsString().equals(items.noun()) ? items.each() : items;
        }
        return word.shape() instanceof Shape.Names names && named ? names.each() : word.shape();
    }

    /** Braces that are a value may end up anywhere; those of {@code each} and its like are where they stand. */
    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        if (call.isImplicitThis()) {
            open.push(Optional.empty());
            super.visitMethodCallExpression(call);
            open.pop();
        } else {
            super.visitMethodCallExpression(call);
        }
    }

    @Override
    public void visitDeclarationExpression(org.codehaus.groovy.ast.expr.DeclarationExpression declaration) {
        open.push(Optional.empty());
        super.visitDeclarationExpression(declaration);
        open.pop();
    }
}
