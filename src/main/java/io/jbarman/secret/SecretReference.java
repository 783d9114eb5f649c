package io.jbarman.secret;

import java.nio.file.Path;
import java.util.List;

/** Where a secret's value is to be found: all that a topology, a plan or a log ever holds of it. */
public sealed interface SecretReference {
    /** The same words as in a topology: {@code env BARMAN_PASSWORD}. */
    String describe();

    /** An environment variable of the jbarman process. */
    record Environment(String variable) implements SecretReference {
        @Override
        public String describe() {
            return "env " + variable;
        }
    }

    /** The first line of a file that only its owner may read; relative paths are taken from the topology's directory. */
    record File(Path path) implements SecretReference {
        @Override
        public String describe() {
            return "file " + path;
        }
    }

    /** What a person types when asked. */
    record Prompt(String question) implements SecretReference {
        @Override
        public String describe() {
            return "prompt";
        }
    }

    /** What a program prints, as a password store does. */
    record Program(List<String> arguments) implements SecretReference {
        public Program {
            arguments = List.copyOf(arguments);
        }

        /** Without arguments: somebody may have put into them what belongs nowhere. */
        @Override
        public String describe() {
            return "command " + arguments.get(0);
        }
    }

    /**
     * A line of a file that is encrypted in the age format.
     *
     * @param name of the line: the secret's own
     */
    record Encrypted(Path path, String name) implements SecretReference {
        @Override
        public String describe() {
            return "age " + path;
        }
    }
}
