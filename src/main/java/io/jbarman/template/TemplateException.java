package io.jbarman.template;

import java.util.Optional;

/** A template that cannot be rendered: what is wrong with it, without the engine's own words for places. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String unknownVariable;
    private final String remedy;

    public TemplateException(String message) {
        this(message, "");
    }

    public TemplateException(String message, String remedy) {
        this(message, remedy, "");
    }

    private TemplateException(String message, String remedy, String unknownVariable) {
        super(message);
        this.remedy = remedy;
        this.unknownVariable = unknownVariable;
    }

    /** A variable that nobody defined. */
    static TemplateException unknownVariable(String name) {
        return new TemplateException("unknown variable '" + name + "'", "", name);
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
