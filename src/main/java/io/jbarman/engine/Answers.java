package io.jbarman.engine;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.facts.Answer;
import io.jbarman.facts.FactQuery;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes answers of what went wrong. Pure. */
final class Answers {
    private Answers() {}

    /** The same unknown for every question: one cause, told in the same words, so that it can be shown once. */
    static Map<FactQuery<?>, Answer> none(Collection<? extends FactQuery<?>> questions, Diagnostic cause) {
        String reason = cause.detail().isEmpty() ? cause.summary() : cause.summary() + "\n" + cause.detail();
        Map<FactQuery<?>, Answer> answers = new LinkedHashMap<>();
        questions.forEach(question -> answers.put(question, new Answer.None(reason, cause.hint())));
        return answers;
    }
}
