package io.jbarman.engine;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.facts.Answer;
import io.jbarman.facts.FactQuery;
import io.jbarman.reach.Reach;
import io.jbarman.transport.Account;
import io.jbarman.transport.Command;
import io.jbarman.transport.CommandResult;
import io.jbarman.transport.TransportException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** All questions to one account of one host, asked by one script in one round trip. */
record HostInquiry(String host, Account account, List<FactQuery.OfHost<?>> questions) implements Inquiry {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public Map<FactQuery<?>, Answer> ask(Reach reach) {
        try {
            return ask(reach, new FactScript(questions, mark()));
        } catch (TransportException e) {
            return Answers.none(questions, e.problem());
        } catch (IOException e) {
            return Answers.none(questions, lost(e));
        }
    }

    private Map<FactQuery<?>, Answer> ask(Reach reach, FactScript script) throws IOException {
        CommandResult result = reach.transport(host).run(command(script));
        return script.answers(result.output(), cutShort(result));
    }

    /** One question that takes long takes the time of no other. */
    private Command command(FactScript script) {
        Command command = Command.script(script.text()).as(account);
        return command.within(
                questions.stream().map(FactQuery.OfHost::patience).reduce(command.timeout(), Duration::plus));
    }

    private String cutShort(CommandResult result) {
        String said = result.errors().strip();
        return "the shell of " + account + " on " + host + " ended with status " + result.status()
                + (said.isEmpty() ? "" : " saying: " + said);
    }

    private Diagnostic lost(IOException e) {
        return Diagnostic.error(
                "host-lost",
                host + ": the connection was lost while looking at it: " + e.getMessage(),
                "see that the host is up and run the command again");
    }

    private static String mark() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return "jbarman" + HexFormat.of().formatHex(bytes);
    }
}
