package io.jbarman.dsl;

/** What is to be at a path; what is left out is left alone. What editors complete; made from the description of the language. */
public interface CopyWords extends WordsForValues {
    /** Where it goes. */
    void dest(Object value);

    /** All that is in the file. */
    void content(Object value);

    /** In place of content: a file, relative to the document. */
    void src(Object value);

    /** The account that owns it. */
    void owner(Object value);

    /** The group that it belongs to. */
    void group(Object value);

    /** Its permission bits. */
    void mode(Object value);
}
