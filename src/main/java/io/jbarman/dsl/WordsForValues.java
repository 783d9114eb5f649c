package io.jbarman.dsl;

import java.util.List;
import java.util.Map;

/** Words that stand where a value does, in every block. What editors complete. */
public interface WordsForValues {
    /** A secret in an environment variable: {@code secret 'barman_password', env('BARMAN_PASSWORD')}. */
    Map<String, Object> env(String variable);

    /** A secret that is the first line of a file. */
    Map<String, Object> file(String path);

    /** A secret that a person types when asked. */
    Map<String, Object> prompt(String question);

    /** A secret that a program prints. */
    Map<String, Object> command(List<String> arguments);

    /** A secret in an encrypted file. */
    Map<String, Object> age(String path);

    /** The secret of that name, where a password is wanted. */
    String secret(String name);

    /** A floor for a setting: more is left alone. */
    Map<String, Object> at_least(long value);
}
