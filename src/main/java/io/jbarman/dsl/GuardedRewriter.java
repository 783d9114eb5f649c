package io.jbarman.dsl;

import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.SourceText;
import io.jbarman.diagnostics.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PrefixExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.RangeExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.syntax.Token;
import org.codehaus.groovy.syntax.Types;

/**
 * The expressions of a script that nobody vouched for. What is not on a list of the harmless is refused at its place;
 * what is goes through {@link Guard}, which looks at what it is done to.
 */
final class GuardedRewriter extends GuardedStatements {
    private static final Set<String> OPERATORS =
            Set.of("==", "!=", "<", "<=", ">", ">=", "<=>", "+", "-", "*", "/", "%", "in");

    GuardedRewriter(SourceUnit unit, Set<String> own, SourceText source, Diagnostics problems) {
        super(unit, own, source, problems);
    }

    @Override
    public Expression transform(Expression expression) {
        if (!Harmless.EXPRESSIONS.contains(expression.getClass())) {
            return refuse(expression, Harmless.describe(expression), "give it as a plain value");
        }
        if (expression instanceof ClosureExpression closure) {
            return closure(closure);
        }
        if (expression instanceof MethodCallExpression call) {
            return isValueWord(call) ? super.transform(call) : method(call);
        }
        if (expression instanceof VariableExpression variable) {
            return variable(variable);
        }
        if (expression instanceof BinaryExpression binary) {
            return binary(binary);
        }
        return other(expression);
    }

    private Expression other(Expression expression) {
        if (expression instanceof GStringExpression text) {
            return text(text);
        }
        if (expression instanceof PropertyExpression property) {
            return property(property);
        }
        if (expression instanceof RangeExpression range) {
            return call(
                    "$range",
                    range,
                    transform(range.getFrom()),
                    transform(range.getTo()),
                    new ConstantExpression(range.isInclusive(), true));
        }
        if (expression instanceof MapEntryExpression entry) {
            return new MapEntryExpression(key(entry.getKeyExpression()), transform(entry.getValueExpression()));
        }
        boolean step = expression instanceof PostfixExpression || expression instanceof PrefixExpression;
        if (step && !(inner(expression) instanceof VariableExpression)) {
            return refuse(expression, "++ and -- of something else than a variable", "write it as x = x + 1");
        }
        return super.transform(expression);
    }

    private static Expression inner(Expression step) {
        return step instanceof PostfixExpression postfix
                ? postfix.getExpression()
                : ((PrefixExpression) step).getExpression();
    }

    @Override
    Expression key(Expression key) {
        return key instanceof ConstantExpression
                ? key
                : call("$text", key, new ListExpression(List.of(transform(key))));
    }

    private Expression closure(ClosureExpression closure) {
        if (closure.getParameters() != null) {
            for (Parameter parameter : closure.getParameters()) {
                checkType(parameter.getType(), closure);
                if (!parameter.getAnnotations().isEmpty()) {
                    refuse(parameter.getAnnotations().get(0), "an annotation", "take it out");
                }
                if (parameter.hasInitialExpression()) {
                    refuse(closure, "a default value of a parameter", "give the value where the closure is called");
                }
                checkName(parameter.getName(), closure);
            }
        }
        closure.getCode().visit(this);
        closure.setCode(withStep(closure.getCode(), closure));
        return closure;
    }

    private Expression method(MethodCallExpression call) {
        String name = call.getMethodAsString();
        if (!(call.getMethod() instanceof ConstantExpression) || call.isSpreadSafe() || call.isUsingGenerics()) {
            return refuse(call, "a call whose name is worked out", "write the name");
        }
        if (call.isImplicitThis()) {
            return own(call, name);
        }
        if (!AllowedMethods.isKnown(name)) {
            return refuse(call.getMethod(), "'" + name + "' here", nearest(name, AllowedMethods.names()));
        }
        return guarded(call, transform(call.getObjectExpression()), name);
    }

    /** A closure of the script's own. */
    private Expression own(MethodCallExpression call, String name) {
        if (!isOwn(name)) {
            Set<String> known = new HashSet<>(VALUE_WORDS);
            return refuse(call.getMethod(), "'" + name + "' where a value must stand", nearest(name, known));
        }
        return guarded(call, new VariableExpression(name), "call");
    }

    private Expression guarded(MethodCallExpression call, Expression receiver, String name) {
        List<Expression> arguments = new ArrayList<>();
        if (call.getArguments() instanceof TupleExpression all) {
            all.getExpressions().forEach(each -> arguments.add(transform(each)));
        }
        return call(
                "$call",
                call.getMethod(),
                receiver,
                new ConstantExpression(name),
                new ListExpression(arguments),
                new ConstantExpression(call.isSafe(), true));
    }

    private static String nearest(String name, Set<String> names) {
        if (!Character.isJavaIdentifierStart(name.charAt(0))) {
            return "texts such as addresses need quotes";
        }
        return Suggestion.closest(name, names)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("if you know what the script does, run it with --trust");
    }

    private Expression variable(VariableExpression variable) {
        if (variable.isThisExpression() || variable.isSuperExpression()) {
            return refuse(variable, "'" + variable.getName() + "' here", "words need nothing before them");
        }
        if (!isOwn(variable.getName())) {
            tell(
                    "unknown-variable",
                    variable,
                    "unknown variable '" + variable.getName() + "'",
                    "texts need quotes; a variable is made by: def " + variable.getName() + " = ...");
        }
        return variable;
    }

    private Expression binary(BinaryExpression binary) {
        String operator = binary.getOperation().getText();
        if (binary instanceof DeclarationExpression declaration) {
            return declaration(declaration);
        }
        if (operator.equals("=") || operator.equals("+=") || operator.equals("-=")) {
            return assignment(binary, operator);
        }
        Expression left = transform(binary.getLeftExpression());
        Expression right = transform(binary.getRightExpression());
        if (operator.equals("&&") || operator.equals("||")) {
            return placed(new BinaryExpression(left, binary.getOperation(), right), binary);
        }
        if (operator.equals("[")) {
            return binary.isSafe() ? refuse(binary, "?[", "write it without") : call("$index", binary, left, right);
        }
        if (!OPERATORS.contains(operator)) {
            return refuse(
                    binary, "the operator '" + operator + "'", "the allowed ones are + - * / % == != < > && || in");
        }
        return call("$operate", binary, new ConstantExpression(operator), left, right);
    }

    private Expression declaration(DeclarationExpression declaration) {
        if (!(declaration.getLeftExpression() instanceof VariableExpression variable)) {
            return refuse(declaration, "several variables at once", "declare one by one");
        }
        checkType(variable.getOriginType(), declaration);
        checkName(variable.getName(), variable);
        if (!declaration.getAnnotations().isEmpty()) {
            return refuse(declaration, "an annotation", "take it out");
        }
        return placed(
                new DeclarationExpression(
                        variable, declaration.getOperation(), transform(declaration.getRightExpression())),
                declaration);
    }

    private Expression assignment(BinaryExpression binary, String operator) {
        if (!(binary.getLeftExpression() instanceof VariableExpression variable)) {
            return refuse(binary, "an assignment to something else than a variable", "make a new value: a + b");
        }
        variable(variable);
        Expression right = transform(binary.getRightExpression());
        Expression value = operator.equals("=")
                ? right
                : call("$operate", binary, new ConstantExpression(operator.substring(0, 1)), variable, right);
        Token equals = Token.newSymbol(Types.EQUAL, binary.getLineNumber(), binary.getColumnNumber());
        return placed(new BinaryExpression(variable, equals, value), binary);
    }

    private Expression text(GStringExpression text) {
        List<Expression> parts = new ArrayList<>();
        for (int i = 0; i < text.getStrings().size(); i++) {
            parts.add(text.getStrings().get(i));
            if (i < text.getValues().size()) {
                parts.add(transform(text.getValues().get(i)));
            }
        }
        return call("$text", text, new ListExpression(parts));
    }

    private Expression property(PropertyExpression property) {
        if (!(property.getProperty() instanceof ConstantExpression) || property.isSpreadSafe()) {
            return refuse(property, "a property whose name is worked out", "write map[key]");
        }
        return call(
                "$member",
                property.getProperty(),
                transform(property.getObjectExpression()),
                new ConstantExpression(property.getPropertyAsString()),
                new ConstantExpression(property.isSafe(), true));
    }

    private static <E extends Expression> E placed(E made, Expression from) {
        made.setSourcePosition(from);
        return made;
    }
}
