package io.jbarman.dsl;

/** How the server's archiver is set up. What editors complete; made from the description of the language. */
public interface ArchiveCommandWords extends WordsForValues {
    /** By which program WAL is sent. */
    void method(Object value);

    /** The exact text of another archive_command, which may be replaced. */
    void replace(Object value);
}
