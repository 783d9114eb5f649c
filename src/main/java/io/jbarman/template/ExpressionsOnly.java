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

/** Leaves of the engine what an expression in a topology may use: no tags, no functions, nothing that multiplies text. */
final class ExpressionsOnly extends ExtensionCustomizer {
    private static final Set<String> FILTERS =
            Set.of("abbreviate", "capitalize", "default", "first", "last", "length", "lower", "title", "trim", "upper");

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
        allowed.keySet().retainAll(FILTERS);
        return allowed;
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
