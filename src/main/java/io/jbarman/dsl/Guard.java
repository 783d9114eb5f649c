package io.jbarman.dsl;

import groovy.lang.Closure;
import io.jbarman.diagnostics.Origin;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.diagnostics.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.codehaus.groovy.runtime.ScriptBytecodeAdapter;
import org.codehaus.groovy.runtime.typehandling.NumberMath;
import org.jspecify.annotations.Nullable;

/**
 * Does for an untrusted script what it may do: calls, operators and texts over plain data, within bounds.
 *
 * @param where the expression stands
 */
record Guard(Origin where) {
    private static final int LONGEST_TEXT = 8192;
    private static final int LONGEST_LIST = 10_000;
    private static final String TRUST = "if you know what the script does, run it with --trust";

    @Nullable
    Object call(@Nullable Object receiver, String name, List<?> arguments, boolean safe) {
        if (receiver == null) {
            return nothing("'" + name + "' of nothing", safe);
        }
        if (!AllowedMethods.has(receiver, name)) {
            throw refused(
                    AllowedMethods.describe(receiver) + " has no '" + name + "' here",
                    Suggestion.closest(name, AllowedMethods.names(receiver))
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse(TRUST));
        }
        checkArguments(arguments);
        if (receiver instanceof Collection<?> list && AllowedMethods.OF_SINGLE_VALUES.contains(name)) {
            list.forEach(this::single);
        }
        Object result = receiver instanceof Closure<?> closure
                ? closure.call(arguments.toArray())
                : InvokerHelper.invokeMethod(receiver, name, arguments.toArray());
        return bounded(result);
    }

    private void checkArguments(List<?> arguments) {
        for (Object argument : arguments) {
            if (argument instanceof Number number
                    && (!NumberSize.fits(number) || Math.abs(number.doubleValue()) > LONGEST_LIST)) {
                throw refused("the number " + number + " is too large here", TRUST);
            }
        }
    }

    @Nullable
    Object member(@Nullable Object receiver, String name, boolean safe) {
        if (receiver == null) {
            return nothing("'" + name + "' of nothing", safe);
        }
        if (receiver instanceof Map<?, ?> map) {
            return map.get(name);
        }
        if (receiver instanceof Map.Entry<?, ?> entry && (name.equals("key") || name.equals("value"))) {
            return name.equals("key") ? entry.getKey() : entry.getValue();
        }
        throw refused(AllowedMethods.describe(receiver) + " has no '" + name + "' here", TRUST);
    }

    @Nullable
    Object index(@Nullable Object receiver, @Nullable Object index) {
        if (receiver instanceof Map<?, ?> map) {
            return map.get(single(index));
        }
        if (index instanceof Integer number && receiver instanceof List<?> list) {
            int at = number < 0 ? list.size() + number : number;
            return at >= 0 && at < list.size() ? list.get(at) : null;
        }
        if (index instanceof Integer number && receiver instanceof CharSequence text) {
            int at = number < 0 ? text.length() + number : number;
            return at >= 0 && at < text.length() ? text.subSequence(at, at + 1) : null;
        }
        throw refused("nothing is to be had by that index", "lists and texts take numbers, mappings their keys");
    }

    @Nullable
    Object operate(String operator, @Nullable Object left, @Nullable Object right) {
        return switch (operator) {
            case "==" -> ScriptBytecodeAdapter.compareEqual(single(left), single(right));
            case "!=" -> ScriptBytecodeAdapter.compareNotEqual(single(left), single(right));
            case "<" -> ScriptBytecodeAdapter.compareLessThan(single(left), single(right));
            case "<=" -> ScriptBytecodeAdapter.compareLessThanEqual(single(left), single(right));
            case ">" -> ScriptBytecodeAdapter.compareGreaterThan(single(left), single(right));
            case ">=" -> ScriptBytecodeAdapter.compareGreaterThanEqual(single(left), single(right));
            case "<=>" -> ScriptBytecodeAdapter.compareTo(single(left), single(right));
            case "in" -> isIn(single(left), right);
            case "+" -> bounded(plus(left, right));
            default -> arithmetic(operator, left, right);
        };
    }

    private boolean isIn(@Nullable Object item, @Nullable Object all) {
        if (all instanceof Map<?, ?> map) {
            return map.containsKey(item);
        }
        if (all instanceof Collection<?> list) {
            list.forEach(this::single);
            return list.contains(item);
        }
        throw refused("'in' takes a list or a mapping", "write it in square brackets");
    }

    private @Nullable Object plus(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number && right instanceof Number) {
            return arithmetic("+", left, right);
        }
        if (left instanceof CharSequence || right instanceof CharSequence) {
            return text(List.of(orNothing(left), orNothing(right)));
        }
        if (left instanceof List<?> list) {
            List<Object> all = new ArrayList<>(list);
            if (right instanceof Collection<?> more) {
                all.addAll(more);
            } else {
                all.add(right);
            }
            return all;
        }
        if (left instanceof Map<?, ?> map && right instanceof Map<?, ?> more) {
            Map<Object, Object> all = new java.util.LinkedHashMap<>(map);
            all.putAll(more);
            return all;
        }
        throw refused("these cannot be added", "add numbers, texts, lists or mappings");
    }

    private Object arithmetic(String operator, @Nullable Object left, @Nullable Object right) {
        if (!(left instanceof Number a) || !(right instanceof Number b)) {
            throw refused("'" + operator + "' takes two numbers", "is one of them a text? toInteger() makes a number");
        }
        if (!NumberSize.fits(a) || !NumberSize.fits(b)) {
            throw refused("a number grows beyond all measure", TRUST);
        }
        try {
            Number result = switch (operator) {
                case "+" -> NumberMath.add(a, b);
                case "-" -> NumberMath.subtract(a, b);
                case "*" -> NumberMath.multiply(a, b);
                case "/" -> NumberMath.divide(a, b);
                case "%" -> NumberMath.remainder(a, b);
                default -> throw refused("the operator '" + operator + "'", TRUST);
            };
            if (Math.abs(result.doubleValue()) > Long.MAX_VALUE) {
                throw refused("a number grows beyond all measure", TRUST);
            }
            return result;
        } catch (ArithmeticException e) {
            throw refused("cannot be calculated: " + e.getMessage(), "look at the numbers");
        }
    }

    String text(List<?> parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            if (part == null) {
                throw refused("there is nothing to put into the text", "is the key spelt as it was declared?");
            }
            text.append(single(part));
        }
        return (String) java.util.Objects.requireNonNull(bounded(text.toString()));
    }

    private static Object orNothing(@Nullable Object value) {
        return value == null ? "" : value;
    }

    List<?> range(Object from, Object to, boolean inclusive) {
        if (!(from instanceof Integer first) || !(to instanceof Integer last)) {
            throw refused("a range goes from one whole number to another", "write it as 1..3");
        }
        if (Math.abs((long) last - first) > LONGEST_LIST) {
            throw refused("a range of more than " + LONGEST_LIST, TRUST);
        }
        int end = inclusive ? last : last + (first <= last ? -1 : 1);
        return first <= end
                ? IntStream.rangeClosed(first, end).boxed().toList()
                : inclusive || !first.equals(last)
                        ? IntStream.iterate(first, n -> n >= end, n -> n - 1)
                                .boxed()
                                .toList()
                        : List.of();
    }

    private @Nullable Object single(@Nullable Object value) {
        if (value instanceof Collection<?> || value instanceof Map<?, ?> || value instanceof Closure<?>) {
            throw refused(
                    AllowedMethods.describe(value) + " where a single value must stand",
                    "lists and mappings have join, collect and keys");
        }
        return value;
    }

    private @Nullable Object bounded(@Nullable Object value) {
        boolean large = (value instanceof CharSequence text && text.length() > LONGEST_TEXT)
                || (value instanceof Collection<?> list && list.size() > LONGEST_LIST)
                || (value instanceof Map<?, ?> map && map.size() > LONGEST_LIST);
        if (large) {
            throw refused("it grows beyond all measure", TRUST);
        }
        return value;
    }

    private @Nullable Object nothing(String summary, boolean safe) {
        if (safe) {
            return null;
        }
        throw refused(summary, "is the key spelt as it was declared? ?. allows for nothing");
    }

    private ProblemException refused(String summary, String hint) {
        return ScriptRun.problem("groovy-refused", where, summary, hint);
    }
}
