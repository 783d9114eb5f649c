package io.jbarman.engine;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.facts.Answer;
import io.jbarman.facts.FactQuery;
import io.jbarman.reach.Reach;
import io.jbarman.transport.TransportException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What the way to a host knows by itself: nobody there is asked. */
record LoginInquiry(FactQuery.OfLogin<?> question) implements Inquiry {
    @Override
    public Map<FactQuery<?>, Answer> ask(Reach reach) {
        try {
            String told = reach.transport(question.host())
                    .login()
                    .map(login -> login.user() + " " + login.key())
                    .orElse("");
            return Map.of(question, new Answer.Output(0, told));
        } catch (TransportException e) {
            return Answers.none(List.of(question), e.problem());
        } catch (IOException e) {
            return Answers.none(
                    List.of(question),
                    Diagnostic.error(
                            "host-lost",
                            question.host() + ": " + question.name() + " is not known: " + e.getMessage(),
                            "see that the host is up and run the command again"));
        }
    }
}
