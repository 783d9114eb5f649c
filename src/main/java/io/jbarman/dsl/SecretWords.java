package io.jbarman.dsl;

/** Where a secret is found; never the secret itself. What editors complete; made from the description of the language. */
public interface SecretWords extends WordsForValues {
    /** The environment variable that holds it. */
    void env(Object value);

    /** The file whose first line it is; relative to the document. */
    void file(Object value);

    /** The question that a person answers with it, on a terminal. */
    void prompt(Object value);

    /** A program with its arguments that prints it; run in the document's directory. */
    void command(Object value);

    /** The encrypted file that has it, in a line with the secret's own name; relative to the document. */
    void age(Object value);
}
