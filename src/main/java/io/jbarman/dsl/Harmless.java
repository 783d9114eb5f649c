package io.jbarman.dsl;

import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.ElvisOperatorExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.NamedArgumentListExpression;
import org.codehaus.groovy.ast.expr.NotExpression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PrefixExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.RangeExpression;
import org.codehaus.groovy.ast.expr.TernaryExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.UnaryMinusExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.BreakStatement;
import org.codehaus.groovy.ast.stmt.ContinueStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.IfStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** What an untrusted script may be made of. */
final class Harmless {
    static final Set<Class<? extends Expression>> EXPRESSIONS = Set.of(
            ArgumentListExpression.class,
            BinaryExpression.class,
            BooleanExpression.class,
            ClosureExpression.class,
            ConstantExpression.class,
            DeclarationExpression.class,
            ElvisOperatorExpression.class,
            EmptyExpression.INSTANCE.getClass(),
            GStringExpression.class,
            ListExpression.class,
            MapEntryExpression.class,
            MapExpression.class,
            MethodCallExpression.class,
            NamedArgumentListExpression.class,
            NotExpression.class,
            PostfixExpression.class,
            PrefixExpression.class,
            PropertyExpression.class,
            RangeExpression.class,
            TernaryExpression.class,
            TupleExpression.class,
            UnaryMinusExpression.class,
            VariableExpression.class);

    static final Set<Class<? extends Statement>> STATEMENTS = Set.of(
            BlockStatement.class,
            BreakStatement.class,
            ContinueStatement.class,
            EmptyStatement.INSTANCE.getClass(),
            ExpressionStatement.class,
            ForStatement.class,
            IfStatement.class,
            ReturnStatement.class);

    /** Names that mean something to Groovy inside a closure or a script. */
    static final Set<String> TAKEN = Set.of(
            "delegate",
            "owner",
            "thisObject",
            "metaClass",
            "class",
            "binding",
            "directive",
            "resolveStrategy",
            "parameterTypes",
            "maximumNumberOfParameters");

    /** The beginnings of names of Groovy's node classes, for a sentence. */
    private static final List<String[]> WORDS = List.of(
            new String[] {"ConstructorCall", "'new'"},
            new String[] {"Cast", "a change of type"},
            new String[] {"Class", "a class"},
            new String[] {"MethodPointer", "a pointer to a method"},
            new String[] {"MethodReference", "a pointer to a method"},
            new String[] {"Attribute", "a field"},
            new String[] {"Lambda", "a lambda"},
            new String[] {"Array", "an array"},
            new String[] {"Spread", "a spread"},
            new String[] {"While", "while"},
            new String[] {"DoWhile", "do"},
            new String[] {"TryCatch", "try"},
            new String[] {"Throw", "throw"},
            new String[] {"Switch", "switch"},
            new String[] {"Synchronized", "synchronized"},
            new String[] {"Assert", "assert"});

    private Harmless() {}

    static String describe(ASTNode node) {
        String type = node.getClass().getSimpleName();
        return WORDS.stream()
                .filter(words -> type.startsWith(words[0]))
                .map(words -> words[1])
                .findFirst()
                .orElse("that");
    }
}
