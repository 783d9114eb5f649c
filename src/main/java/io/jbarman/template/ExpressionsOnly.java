package io.jbarman.template;

import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Leaves of the engine what an expression in a topology may use: no tags, no functions, nothing that multiplies text. */
class ExpressionsOnly extends ExtensionCustomizer {
    private static final Set<String> ENGINES_OWN =
            Set.of("abbreviate", "capitalize", "default", "first", "last", "length", "lower", "title", "trim", "upper");

    /** All that an expression may use, by name. */
    static final List<String> FILTERS = Stream.concat(ENGINES_OWN.stream(), Filters.names().stream())
            .sorted()
            .toList();

    ExpressionsOnly(Extension extension) {
        super(extension);
    }

    @Override
    public Map<String, Filter> getFilters() {
        Map<String, Filter> all = super.getFilters();
        if (all == null) {
            return Map.of();
        }
        Map<String, Filter> allowed = new LinkedHashMap<>(all);
        allowed.entrySet().removeIf(entry -> !isAllowed(entry.getKey(), entry.getValue()));
        return allowed;
    }

    /** The engine has filters of the same names as ours, without bounds. */
    private static boolean isAllowed(String name, Filter filter) {
        return filter instanceof DataFilter || ENGINES_OWN.contains(name);
    }

    @Override
    public Map<String, Function> getFunctions() {
        return Map.of();
    }

    @Override
    public List<TokenParser> getTokenParsers() {
        return List.of();
    }

    @Override
    public List<BinaryOperator> getBinaryOperators() {
        List<BinaryOperator> all = super.getBinaryOperators();
        if (all == null) {
            return List.of();
        }
        return all.stream().filter(each -> !each.getSymbol().equals("..")).toList();
    }
}
