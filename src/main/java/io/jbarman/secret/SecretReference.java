package io.jbarman.secret;

import java.nio.file.Path;

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
}
