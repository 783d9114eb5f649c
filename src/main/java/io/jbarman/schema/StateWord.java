package io.jbarman.schema;

/** Whether something is to be there: what is left out of a document is left alone, so that it goes has to be said. */
final class StateWord {
    private static final String ABSENT = "absent";

    static final ChoiceType WORDS = ChoiceType.of("present", ABSENT);

    static final Key KEY = Key.optional("state", WORDS, "Whether it is to be there; absent removes it.")
            .defaults("present");

    private StateWord() {}

    static boolean isAbsent(BlockValues values) {
        return values.word("state").equals(ABSENT);
    }
}
