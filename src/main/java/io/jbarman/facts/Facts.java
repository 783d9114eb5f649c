package io.jbarman.facts;

import java.util.Map;

/** All answers of one observation. Immutable. */
public final class Facts {
    private final Map<FactQuery<?>, Fact<?>> answers;

    public Facts(Map<FactQuery<?>, Fact<?>> answers) {
        this.answers = Map.copyOf(answers);
    }

    /** What these answers say to those who asked. */
    public static Facts read(Map<FactQuery<?>, Answer> answers) {
        Map<FactQuery<?>, Fact<?>> facts = new java.util.LinkedHashMap<>();
        answers.forEach((question, answer) -> facts.put(question, answer.readAs(question)));
        return new Facts(facts);
    }

    /** The answer to a question; one that was never asked is unknown. */
    @SuppressWarnings("unchecked")
    public <T> Fact<T> get(FactQuery<T> query) {
        Fact<?> answer = answers.get(query);
        return answer == null ? new Fact.Unknown<>(query.name() + " was not observed", "") : (Fact<T>) answer;
    }
}
