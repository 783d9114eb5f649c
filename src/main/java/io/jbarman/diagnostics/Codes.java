package io.jbarman.diagnostics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the codes of problems mean. Read from a list that a test holds against the code. */
public final class Codes {
    private final Map<String, Code> byName = new LinkedHashMap<>();

    /**
     * A code.
     *
     * @param means what is wrong
     * @param remedy what to do
     */
    public record Code(String name, String means, String remedy) {
        private static Code parse(String line) {
            String[] parts = line.split(" \\| ", 3);
            return new Code(parts[0], parts[1], parts[2]);
        }
    }

    private Codes() {}

    /** All of them. */
    public static Codes read() {
        Codes codes = new Codes();
        try (InputStream file = Codes.class.getResourceAsStream("codes.txt")) {
            if (file == null) {
                throw new IllegalStateException("codes.txt is not in this build");
            }
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Code::parse)
                    .forEach(code -> codes.byName.put(code.name(), code));
        } catch (IOException e) {
            throw new UncheckedIOException("reading codes.txt", e);
        }
        return codes;
    }

    /** The code of that name. */
    public Optional<Code> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** In the order of the list, which is by subject. */
    public Collection<Code> all() {
        return byName.values();
    }
}
