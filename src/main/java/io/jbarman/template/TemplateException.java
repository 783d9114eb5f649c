package io.jbarman.template;

import java.util.Optional;

/** A template that cannot be rendered: what is wrong with it, without the engine's own words for places. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String unknownVariable;
    private final String remedy;
    private final int line;

    public TemplateException(String message) {
        this(message, "");
    }

    public TemplateException(String message, String remedy) {
        this(message, remedy, "", 0);
    }

    private TemplateException(String message, String remedy, String unknownVariable, int line) {
        super(message);
        this.remedy = remedy;
        this.unknownVariable = unknownVariable;
        this.line = line;
    }

    /** The same, on a line of a file. */
    TemplateException onLine(int where) {
        return new TemplateException(String.valueOf(getMessage()), remedy, unknownVariable, where);
    }

    /** The line of the template, from 1; 0 where none is known. */
    public int line() {
        return line;
    }

    /** A variable that nobody defined. */
    static TemplateException unknownVariable(String name) {
        return new TemplateException("unknown variable '" + name + "'", "", name, 0);
    }

    /** The name that is not defined, where that is the problem. */
    public Optional<String> unknownVariable() {
        return unknownVariable.isEmpty() ? Optional.empty() : Optional.of(unknownVariable);
    }

    /** What to do, where more is known than what an expression is. */
    public Optional<String> remedy() {
        return remedy.isEmpty() ? Optional.empty() : Optional.of(remedy);
    }
}
