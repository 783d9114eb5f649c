package io.jbarman.facts;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answers of one observation, written down: what a plan was made from, and what it can be made from again with no
 * server at hand. A question is told from another by its text form, which its components are all of.
 *
 * @param answers by question
 */
public record RecordedFacts(Map<String, Answer> answers) {
    public RecordedFacts {
        answers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(answers));
    }

    /** Fit to be shown and kept: answers with passwords or verifiers in them are left out. */
    public static RecordedFacts of(Map<FactQuery<?>, Answer> answers) {
        Map<String, Answer> recorded = new LinkedHashMap<>();
        answers.forEach((question, answer) -> recorded.put(question.toString(), shown(question, answer)));
        return new RecordedFacts(recorded);
    }

    /** Every answer as it was, passwords too. */
    public static RecordedFacts withSecrets(Map<FactQuery<?>, Answer> answers) {
        Map<String, Answer> recorded = new LinkedHashMap<>();
        answers.forEach((question, answer) -> recorded.put(question.toString(), answer));
        return new RecordedFacts(recorded);
    }

    private static Answer shown(FactQuery<?> question, Answer answer) {
        return question.isConfidential()
                ? new Answer.None(question.name() + " was not recorded: it holds secrets", "look at the server itself")
                : answer;
    }

    /** The facts that these questions had for an answer; what was not asked then is unknown. */
    public Facts facts(Iterable<FactQuery<?>> questions) {
        Map<FactQuery<?>, Answer> found = new LinkedHashMap<>();
        questions.forEach(question -> found.put(question, answer(question)));
        return Facts.read(found);
    }

    private Answer answer(FactQuery<?> question) {
        Answer recorded = answers.get(question.toString());
        return recorded == null
                ? new Answer.None(question.name() + " was not recorded", "record the facts again, for this topology")
                : recorded;
    }
}
