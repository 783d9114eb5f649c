package io.jbarman.dsl;

/** Where a secret is found; never the secret itself. What editors complete; made from the description of the language. */
public interface SecretWords extends WordsForValues {
    /** The environment variable that holds it. */
    void env(Object value);

    /** The file whose first line it is; relative to the document. */
    void file(Object value);
}
