package io.jbarman.template;

import io.pebbletemplates.pebble.extension.writer.SpecializedWriter;
import java.io.Writer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes what an expression yields as it is, before it becomes text. */
final class Yield extends Writer implements SpecializedWriter {
    private final StringBuilder text = new StringBuilder();
    private @Nullable Object value;

    /** The value of the expression; empty where it has none. */
    Optional<Object> value() {
        return Optional.ofNullable(value);
    }

    @Override
    public void write(@Nullable Object yielded) {
        value = yielded;
    }

    @Override
    public void writeSpecialized(int number) {
        value = (long) number;
    }

    @Override
    public void writeSpecialized(long number) {
        value = number;
    }

    @Override
    public void writeSpecialized(double number) {
        value = number;
    }

    @Override
    public void writeSpecialized(float number) {
        value = number;
    }

    @Override
    public void writeSpecialized(short number) {
        value = (long) number;
    }

    @Override
    public void writeSpecialized(byte number) {
        value = (long) number;
    }

    @Override
    public void writeSpecialized(char letter) {
        value = String.valueOf(letter);
    }

    @Override
    public void writeSpecialized(String words) {
        value = words;
    }

    @Override
    public void write(char[] characters, int from, int count) {
        text.append(characters, from, count);
        value = text.toString();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
