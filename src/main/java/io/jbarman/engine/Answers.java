package io.jbarman.engine;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes facts of what went wrong. Pure. */
final class Answers {
    private Answers() {}

    /** The same unknown for every question: one cause, told in the same words, so that it can be shown once. */
    static Map<FactQuery<?>, Fact<?>> none(Collection<? extends FactQuery<?>> questions, Diagnostic cause) {
        String reason = cause.detail().isEmpty() ? cause.summary() : cause.summary() + "\n" + cause.detail();
        Map<FactQuery<?>, Fact<?>> answers = new LinkedHashMap<>();
        questions.forEach(question -> answers.put(question, new Fact.Unknown<>(reason, cause.hint())));
        return answers;
    }

    /** An answer that the question's own reader did not understand: a defect, but only of this one fact. */
    static <T> Fact<T> unreadable(FactQuery<T> question, RuntimeException why) {
        String said = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        return new Fact.Unknown<>(
                "the answer about " + question.name() + " could not be read: " + said,
                "this is a defect of jbarman: run it again with --debug and report it");
    }
}
