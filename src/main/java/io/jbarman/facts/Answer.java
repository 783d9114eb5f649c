package io.jbarman.facts;

import io.jbarman.postgres.Row;
import java.util.List;

/** What came back for a question, before it is read: a plain value, which can be written down and read later. */
public sealed interface Answer {
    /** The fact that the question's own reader makes of it; an answer of another kind cannot be read. Pure. */
    default <T> Fact<T> readAs(FactQuery<T> question) {
        try {
            return readBy(question);
        } catch (RuntimeException e) {
            String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Fact.Unknown<>(
                    "the answer about " + question.name() + " could not be read: " + said,
                    "this is a defect of jbarman: run it again with --debug and report it");
        }
    }

    /** What {@link #readAs} does where nothing goes wrong. */
    <T> Fact<T> readBy(FactQuery<T> question);

    /** A server's. */
    record Rows(List<Row> rows) implements Answer {
        public Rows {
            rows = List.copyOf(rows);
        }

        @Override
        public <T> Fact<T> readBy(FactQuery<T> question) {
            if (question instanceof FactQuery.OfServer<T> of) {
                return new Fact.Known<>(of.parse(rows));
            }
            throw new IllegalArgumentException("rows are no answer of a host");
        }
    }

    /** A host's, or of the way to one. */
    record Output(int status, String output) implements Answer {
        @Override
        public <T> Fact<T> readBy(FactQuery<T> question) {
            if (question instanceof FactQuery.OfHost<T> of) {
                return new Fact.Known<>(of.parse(status, output));
            }
            if (question instanceof FactQuery.OfLogin<T> of) {
                return new Fact.Known<>(of.parse(output));
            }
            throw new IllegalArgumentException("a shell's output is no answer of a server");
        }
    }

    /** There is none; {@code remedy} says what the operator can do, or is empty. */
    record None(String reason, String remedy) implements Answer {
        @Override
        public <T> Fact<T> readBy(FactQuery<T> question) {
            return new Fact.Unknown<>(reason, remedy);
        }
    }
}
