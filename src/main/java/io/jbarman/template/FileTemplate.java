package io.jbarman.template;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.AttributeNotFoundException;
import io.pebbletemplates.pebble.error.ClassAccessException;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.error.RootAttributeNotFoundException;
import io.pebbletemplates.pebble.loader.StringLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/**
 * A user's template of a file: expressions, {@code if} and {@code for}, and nothing that reaches Java, files or other
 * templates. Variables must be defined; line feeds stay as they are written.
 */
public final class FileTemplate {
    private static final int LARGEST = 1024 * 1024;

    /** Lists are bounded; loops over loops over loops would not be. */
    private static final int DEEPEST_LOOP = 2;

    private static final PebbleEngine ENGINE = new PebbleEngine.Builder()
            .loader(new StringLoader())
            .autoEscaping(false)
            .strictVariables(true)
            .newLineTrimming(false)
            .cacheActive(false)
            .maxRenderedSize(LARGEST)
            .methodAccessValidator((object, method) -> false)
            .registerExtensionCustomizer(IfAndFor::new)
            .extension(new Filters())
            .build();

    private final String text;
    private final TemplateCode code;

    /** A template of that text. */
    public FileTemplate(String text) {
        this.text = text;
        this.code = TemplateCode.of(text);
    }

    /** The names that it may use, whatever they are used as. */
    public Set<String> names() {
        return code.names();
    }

    /** The text of the file, the only one of its document. */
    public String render(Map<String, Object> values) {
        return render(values, new Toil());
    }

    /**
     * The text of the file.
     *
     * @param toil what templates of the document may do yet
     * @throws TemplateException if a variable is unknown, or the template cannot be understood
     */
    public String render(Map<String, Object> values, Toil toil) {
        refuseTooMuch();
        code.pieces().forEach(Names::refuseCodeInQuotes);
        code.pieces().forEach(Names::refuseEnginesCalls);
        toil.characters(text.length());
        Map<String, Object> all = new Known(values);
        all.put(Toil.NAME, toil);
        StringWriter rendered = new StringWriter();
        try {
            ENGINE.getLiteralTemplate(text).evaluate(rendered, all);
        } catch (RootAttributeNotFoundException unknown) {
            throw TemplateException.unknownVariable(unknown.getAttributeName()).onLine(unknown.getLineNumber());
        } catch (AttributeNotFoundException unknown) {
            throw new TemplateException("nothing has the name '" + unknown.getAttributeName() + "' there")
                    .onLine(unknown.getLineNumber());
        } catch (ClassAccessException denied) {
            throw new TemplateException("a template has variables, filters and operators, but no methods")
                    .onLine(denied.getLineNumber());
        } catch (PebbleException problem) {
            throw ExpressionEngine.unknownWithin(problem)
                    .orElseGet(() -> new TemplateException(problem.getPebbleMessage()))
                    .onLine(problem.getLineNumber());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        } catch (TemplateException known) {
            throw known;
        } catch (RuntimeException problem) {
            // The engine lets casts and arithmetic of its own fail as they are.
            throw new TemplateException("cannot be rendered: " + problem.getMessage());
        } catch (StackOverflowError tooDeep) {
            throw ExpressionEngine.tooDeep();
        }
        toil.characters(rendered.getBuffer().length());
        return rendered.toString();
    }

    private void refuseTooMuch() {
        if (text.length() > LARGEST) {
            throw new TemplateException("a template of more than " + LARGEST / 1024 / 1024 + " MiB", "copy it instead");
        }
        if (code.depth() > DEEPEST_LOOP) {
            throw new TemplateException("loops more than " + DEEPEST_LOOP + " deep", "put the lists together in vars");
        }
    }
}
