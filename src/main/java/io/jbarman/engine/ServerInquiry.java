package io.jbarman.engine;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.facts.Answer;
import io.jbarman.facts.FactQuery;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.reach.Reach;
import io.jbarman.reach.ReachException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All questions to one database of one server, asked in one READ ONLY transaction. A refused query spoils its
 * transaction, so the ones behind it are asked in another: it costs two statements, and only then.
 */
record ServerInquiry(String server, Optional<String> database, List<FactQuery.OfServer<?>> questions)
        implements Inquiry {

    @Override
    public Map<FactQuery<?>, Answer> ask(Reach reach) {
        try {
            return ask(reach.session(server, database));
        } catch (ReachException e) {
            return Answers.none(questions, e.problem());
        }
    }

    private Map<FactQuery<?>, Answer> ask(PgSession session) {
        Map<FactQuery<?>, Answer> answers = new LinkedHashMap<>();
        Deque<FactStatement> left = new ArrayDeque<>(FactStatement.of(questions));
        while (!left.isEmpty()) {
            try {
                session.readOnly(inside -> askUntilRefused(inside, left, answers));
            } catch (PgException e) {
                left.forEach(one -> answers.putAll(Answers.none(one.questions(), lost(e))));
                left.clear();
            }
        }
        return answers;
    }

    /** What was refused as one of several is asked by itself. */
    private static Optional<PgException> askUntilRefused(
            PgSession session, Deque<FactStatement> left, Map<FactQuery<?>, Answer> answers) throws PgException {
        while (!left.isEmpty()) {
            FactStatement statement = left.getFirst();
            try {
                answers.putAll(
                        statement.answers(session.query(statement.sql(session.version()), statement.parameters())));
                left.removeFirst();
            } catch (PgException e) {
                if (e.isConnectionFailure()) {
                    throw e;
                }
                left.removeFirst();
                if (statement.isShared()) {
                    left.addAll(statement.apart());
                } else {
                    FactQuery.OfServer<?> question = statement.questions().get(0);
                    answers.put(question, Refusals.answer(question, e));
                }
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    private Diagnostic lost(PgException e) {
        return Diagnostic.error(
                "postgres-lost",
                server + ": the session was lost while looking at it: " + e.getMessage(),
                "see the server's log, and run the command again");
    }
}
