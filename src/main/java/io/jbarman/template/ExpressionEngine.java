package io.jbarman.template;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.ClassAccessException;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.error.RootAttributeNotFoundException;
import io.pebbletemplates.pebble.loader.StringLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Evaluates one expression over strings: it reaches neither Java nor files, and cannot loop. */
final class ExpressionEngine {
    private static final int LARGEST_RESULT = 64 * 1024;

    private static final PebbleEngine ENGINE = new PebbleEngine.Builder()
            .loader(new StringLoader())
            .autoEscaping(false)
            .strictVariables(true)
            .cacheActive(false)
            .maxRenderedSize(LARGEST_RESULT)
            .methodAccessValidator((object, method) -> false)
            .registerExtensionCustomizer(ExpressionsOnly::new)
            .build();

    private ExpressionEngine() {}

    /**
     * What the expression yields.
     *
     * @throws TemplateException if a variable is unknown, or the expression cannot be understood
     */
    static String evaluate(String expression, Map<String, String> values) {
        StringWriter text = new StringWriter();
        try {
            ENGINE.getLiteralTemplate("{{ " + expression + " }}").evaluate(text, Map.copyOf(values));
        } catch (RootAttributeNotFoundException unknown) {
            throw TemplateException.unknownVariable(unknown.getAttributeName());
        } catch (ClassAccessException denied) {
            throw new TemplateException("an expression has variables, filters and operators, but no methods");
        } catch (PebbleException problem) {
            throw new TemplateException(
                    problem.getPebbleMessage().replace("token \"PRINT_END\" of value \"}}\"", "end of the expression"));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        } catch (RuntimeException problem) {
            // The engine lets casts and arithmetic of its own fail as they are.
            throw new TemplateException("cannot be evaluated: " + problem.getMessage());
        }
        return text.toString();
    }
}
