package io.jbarman.engine;

import io.jbarman.facts.Answer;
import io.jbarman.facts.FactQuery;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.Row;
import io.jbarman.reach.Reach;
import io.jbarman.reach.ReachException;
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
        while (answers.size() < questions.size()) {
            List<FactQuery.OfServer<?>> rest = questions.subList(answers.size(), questions.size());
            try {
                session.readOnly(inside -> askUntilRefused(inside, rest, answers));
            } catch (PgException e) {
                answers.putAll(Answers.none(questions.subList(answers.size(), questions.size()), lost(e)));
            }
        }
        return answers;
    }

    private Optional<PgException> askUntilRefused(
            PgSession session, List<FactQuery.OfServer<?>> rest, Map<FactQuery<?>, Answer> answers) throws PgException {
        for (FactQuery.OfServer<?> question : rest) {
            try {
                List<Row> rows = session.query(question.sql(session.version()), question.parameters());
                answers.put(question, new Answer.Rows(rows));
            } catch (PgException e) {
                if (e.isConnectionFailure()) {
                    throw e;
                }
                answers.put(question, Refusals.answer(question, e));
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    private io.jbarman.diagnostics.Diagnostic lost(PgException e) {
        return io.jbarman.diagnostics.Diagnostic.error(
                "postgres-lost",
                server + ": the session was lost while looking at it: " + e.getMessage(),
                "see the server's log, and run the command again");
    }
}
