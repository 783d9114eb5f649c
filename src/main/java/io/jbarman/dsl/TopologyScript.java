package io.jbarman.dsl;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.lang.Script;
import io.jbarman.diagnostics.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every topology script is. Its own word is {@link #topology}; the methods whose names begin with a dollar are what
 * {@link Rewriter} makes of the script's expressions, so that each value knows its place and each call is looked at. Lines
 * and columns are Groovy's, from 1.
 */
public abstract class TopologyScript extends Script {
    private @Nullable ScriptRun run;

    final void begin(ScriptRun theRun) {
        this.run = theRun;
    }

    private ScriptRun here() {
        if (run == null) {
            throw new IllegalStateException("a topology script runs by jbarman only");
        }
        return run;
    }

    /** The topology of that name: all that a script has to say stands in these braces. */
    public final void topology(
            String name, @DelegatesTo(value = TopologyWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words) {
        here().word("topology", Origin.ofFile("topology"), List.of(name, words));
    }

    /** A word of the language, where a statement stands. */
    public final void $word(int line, int column, String name, List<?> arguments) {
        here().word(name, here().origin(line, column), arguments);
    }

    /** A word of the language, where a value stands. */
    public final Object $value(int line, int column, String name, List<?> arguments) {
        return here().value(name, here().origin(line, column), arguments);
    }

    /** A value of any expression. */
    public final Object $at(int line, int column, @Nullable Object value) {
        return here().placed(value, here().origin(line, column));
    }

    /** A mapping: of each entry its key, the key's line and column, its value. */
    public final Object $map(int line, int column, List<?> parts) {
        return here().mapping(here().origin(line, column), parts);
    }

    /** A list. */
    public final Object $list(int line, int column, List<?> items) {
        return here().list(here().origin(line, column), items);
    }

    /** A call of a method. */
    public final @Nullable Object $call(
            int line, int column, @Nullable Object receiver, String name, List<?> arguments, boolean safe) {
        return here().guard(line, column).call(receiver, name, arguments, safe);
    }

    /** A property. */
    public final @Nullable Object $member(int line, int column, @Nullable Object receiver, String name, boolean safe) {
        return here().guard(line, column).member(receiver, name, safe);
    }

    /** What stands at an index. */
    public final @Nullable Object $index(int line, int column, @Nullable Object receiver, @Nullable Object index) {
        return here().guard(line, column).index(receiver, index);
    }

    /** An operator. */
    public final @Nullable Object $operate(
            int line, int column, String operator, @Nullable Object left, @Nullable Object right) {
        return here().guard(line, column).operate(operator, left, right);
    }

    /** A text with values in it. */
    public final String $text(int line, int column, List<?> parts) {
        return here().guard(line, column).text(parts);
    }

    /** The numbers from one to another. */
    public final Object $range(int line, int column, Object from, Object to, boolean inclusive) {
        return here().guard(line, column).range(from, to, inclusive);
    }

    /** One more round of a loop. */
    public final void $step(int line, int column) {
        here().step(line, column);
    }
}
