package io.jbarman.template;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The templates that are built in (the directory {@code templates/} of the repository). Strings, numbers, truth values,
 * lists and maps go in; variables must be defined; nothing is escaped, and line feeds stay as they are written.
 */
public final class ResourceTemplate {
    private static final PebbleEngine ENGINE = new PebbleEngine.Builder()
            .loader(loader())
            .autoEscaping(false)
            .strictVariables(true)
            .newLineTrimming(false)
            .methodAccessValidator((object, method) -> false)
            .extension(new Filters())
            .build();

    private ResourceTemplate() {}

    /**
     * The template of that file name, rendered.
     *
     * @throws TemplateException if there is no such template, or it uses what the values do not have
     */
    public static String render(String name, Map<String, Object> values) {
        StringWriter text = new StringWriter();
        try {
            ENGINE.getTemplate(name).evaluate(text, values);
        } catch (PebbleException problem) {
            throw new TemplateException(
                    "template " + name + ", line " + problem.getLineNumber() + ": " + problem.getPebbleMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return text.toString();
    }

    /**
     * The file of that name as it stands: one that is deployed unchanged.
     *
     * @throws TemplateException if there is none
     */
    public static String text(String name) {
        try (InputStream file = ResourceTemplate.class.getResourceAsStream("/io/jbarman/templates/" + name)) {
            if (file == null) {
                throw new TemplateException("there is no template " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }

    private static ClasspathLoader loader() {
        ClasspathLoader loader = new ClasspathLoader(ResourceTemplate.class.getClassLoader());
        loader.setPrefix("io/jbarman/templates");
        return loader;
    }
}
