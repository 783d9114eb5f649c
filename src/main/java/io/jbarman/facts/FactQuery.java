package io.jbarman.facts;

import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import io.jbarman.transport.Account;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One question, with the pure function that reads its answer. Equal questions are asked once: a query is a record, and
 * its components are all that tells it from another.
 *
 * @param <T> the fact
 */
public sealed interface FactQuery<T> {
    /** For messages: {@code roles of pg}. */
    String name();

    /** Whether the answer may hold passwords or verifiers: such an answer is not to be kept. */
    default boolean isConfidential() {
        return false;
    }

    /**
     * A question to a server, answered inside the run's one READ ONLY transaction. The SQL calls no volatile function
     * outside the tested allow-list.
     */
    non-sealed interface OfServer<T> extends FactQuery<T> {
        String server();

        /** The control session's own database, or the one named: one session per database that is asked. */
        default Optional<String> database() {
            return Optional.empty();
        }

        /**
         * A SQL expression that yields {@code t} where the session may run the query, such as
         * {@code has_table_privilege('pg_catalog.pg_authid', 'SELECT')}; empty where everyone may. One refused query
         * would abort the transaction of all others, so the expressions of a session are asked first, in one query, and
         * what may not be asked is unknown.
         */
        default String permittedIf() {
            return "";
        }

        /**
         * Whether it may share a statement with others of its database: a sub-select whose columns are text, whole
         * numbers and truth values.
         */
        default boolean sharesStatement() {
            return false;
        }

        /** The query for a server of that version. */
        String sql(ServerVersion version);

        /** The values of its {@code ?}. */
        default List<String> parameters() {
            return List.of();
        }

        /** Reads the rows. */
        T parse(List<Row> rows);
    }

    /**
     * A question to a host: a POSIX shell fragment that only reads. All fragments of one account travel as one script.
     */
    non-sealed interface OfHost<T> extends FactQuery<T> {
        String host();

        Account account();

        /** How much longer than a look the fragment may take: nothing, but where it runs a program of the document's. */
        default Duration patience() {
            return Duration.ZERO;
        }

        /** The fragment; its data is quoted by {@link io.jbarman.transport.ShellQuote}. */
        String script();

        /** Reads what the fragment wrote to its standard output, and its exit status. */
        T parse(int status, String output);
    }

    /** A question about how a host was logged in to, which nothing there can tell. */
    non-sealed interface OfLogin<T> extends FactQuery<T> {
        String host();

        /** Reads {@code USER TYPE BASE64}; an empty text where nobody logged in. */
        T parse(String told);
    }
}
