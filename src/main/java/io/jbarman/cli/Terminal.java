package io.jbarman.cli;

import java.util.Optional;

/** The terminal that a person sits at, if one does. */
final class Terminal {
    private Terminal() {}

    /** Empty unless both standard input and standard output are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // from JDK 22 on there always is a console, and isTerminal tells
    static Optional<java.io.Console> find() {
        return Optional.ofNullable(System.console()).filter(Terminal::isTerminal);
    }

    private static boolean isTerminal(java.io.Console console) {
        try {
            return (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException beforeJdk22) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
