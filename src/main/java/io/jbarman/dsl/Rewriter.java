package io.jbarman.dsl;

import io.jbarman.schema.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassCodeExpressionTransformer;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.control.SourceUnit;

/** Makes calls of {@link TopologyScript} of the words of a script and of their values, so that each brings its place. */
class Rewriter extends ClassCodeExpressionTransformer {
    /** Words that may stand where a value does. */
    static final Set<String> VALUE_WORDS = valueWords();

    private static final ClassNode SCRIPT = ClassHelper.make(TopologyScript.class);

    private final SourceUnit unit;
    private final Set<String> own;
    private final Set<String> methods;
    /** Where a trusted script is nothing but a program: outside of all braces but those of {@code each} and its like. */
    private boolean program;

    /**
     * One for a script.
     *
     * @param own names that are no words here, because the script declares them
     * @param methods those of them that are methods
     * @param program whether calls outside of all braces are a program's own, but for the topology
     */
    Rewriter(SourceUnit unit, Set<String> own, Set<String> methods, boolean program) {
        this.unit = unit;
        this.own = own;
        this.methods = methods;
        this.program = program;
    }

    private static Set<String> valueWords() {
        Set<String> words = new TreeSet<>(Shape.waysToSecrets());
        words.addAll(Set.of("secret", "at_least"));
        return words;
    }

    static boolean isWord(MethodCallExpression call) {
        return call.isImplicitThis()
                && call.getMethod() instanceof ConstantExpression
                && call.getArguments() instanceof TupleExpression;
    }

    final boolean isOwn(String name) {
        return own.contains(name);
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return unit;
    }

    @Override
    public void visitExpressionStatement(ExpressionStatement statement) {
        statement.setExpression(statement(statement.getExpression()));
    }

    @Override
    public void visitReturnStatement(ReturnStatement statement) {
        statement.setExpression(statement(statement.getExpression()));
    }

    private Expression statement(Expression expression) {
        boolean word = expression instanceof MethodCallExpression call
                && isWord(call)
                && !isOwn(call.getMethodAsString())
                && (!program || call.getMethodAsString().equals("topology"));
        return word ? inWords(() -> word("$word", (MethodCallExpression) expression)) : transform(expression);
    }

    private Expression inWords(Supplier<Expression> rewriting) {
        boolean before = program;
        program = false;
        try {
            return rewriting.get();
        } finally {
            program = before;
        }
    }

    private Expression word(String method, MethodCallExpression call) {
        return call(method, call.getMethod(), new ConstantExpression(call.getMethodAsString()), values(call));
    }

    private ListExpression values(MethodCallExpression call) {
        List<Expression> values = new ArrayList<>();
        ((TupleExpression) call.getArguments()).getExpressions().forEach(each -> values.add(placed(each)));
        return new ListExpression(values);
    }

    /** A value that knows its place; braces stay what they are. */
    private Expression placed(Expression value) {
        if (value instanceof MapExpression map && isPlain(map)) {
            return map(map);
        }
        if (value.getClass() == ListExpression.class) {
            List<Expression> items = new ArrayList<>();
            ((ListExpression) value).getExpressions().forEach(item -> items.add(placed(item)));
            return call("$list", value, new ListExpression(items));
        }
        if (value instanceof ClosureExpression || isValueWord(value)) {
            return transform(value);
        }
        return call("$at", value, transform(value));
    }

    private static boolean isPlain(MapExpression map) {
        return map.getMapEntryExpressions().stream().allMatch(entry -> entry.getClass() == MapEntryExpression.class)
                && map.getMapEntryExpressions().stream()
                        .noneMatch(entry ->
                                entry.getKeyExpression() instanceof org.codehaus.groovy.ast.expr.SpreadMapExpression);
    }

    private Expression map(MapExpression map) {
        List<Expression> parts = new ArrayList<>();
        for (MapEntryExpression entry : map.getMapEntryExpressions()) {
            Expression key = entry.getKeyExpression();
            parts.add(key(key));
            parts.add(new ConstantExpression(key.getLineNumber(), true));
            parts.add(new ConstantExpression(key.getColumnNumber(), true));
            parts.add(placed(entry.getValueExpression()));
        }
        return call("$map", map, new ListExpression(parts));
    }

    /** A key in a mapping. */
    Expression key(Expression key) {
        return transform(key);
    }

    final boolean isValueWord(Expression value) {
        return value instanceof MethodCallExpression call
                && isWord(call)
                && VALUE_WORDS.contains(call.getMethodAsString())
                && !isOwn(call.getMethodAsString());
    }

    @Override
    public Expression transform(Expression expression) {
        if (expression instanceof ClosureExpression closure) {
            closure.getCode().visit(this);
            return closure;
        }
        if (isValueWord(expression)) {
            return word("$value", (MethodCallExpression) expression);
        }
        if (expression instanceof MethodCallExpression call
                && isWord(call)
                && methods.contains(call.getMethodAsString())) {
            // Inside braces an implicit receiver is the open block, which has words and no methods.
            call.setObjectExpression(VariableExpression.THIS_EXPRESSION);
            call.setImplicitThis(false);
        }
        // Braces that are kept for later may be a block's.
        return expression instanceof DeclarationExpression
                ? inWords(() -> super.transform(expression))
                : super.transform(expression);
    }

    /** A call of the script's own method of that name, with the place of a node first. */
    static MethodCallExpression call(String method, ASTNode place, Expression... arguments) {
        ArgumentListExpression all = new ArgumentListExpression();
        all.addExpression(new ConstantExpression(place.getLineNumber(), true));
        all.addExpression(new ConstantExpression(place.getColumnNumber(), true));
        for (Expression argument : arguments) {
            all.addExpression(argument);
        }
        MethodCallExpression call = new MethodCallExpression(VariableExpression.THIS_EXPRESSION, method, all);
        call.setImplicitThis(false);
        call.setSourcePosition(place);
        // Known here, so that nobody has to look for it while the script starts.
        call.setMethodTarget(SCRIPT.getDeclaredMethods(method).get(0));
        return call;
    }
}
