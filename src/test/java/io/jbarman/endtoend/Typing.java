package io.jbarman.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.transport.CommandResult;
import io.jbarman.transport.ShellQuote;
import java.util.List;

/** An operator at a terminal, who answers one question, as often as a command asks it, without seeing what is typed. */
record Typing(Operator operator, String question, String answer) {
    /** A pipe would not be asked: util-linux's script is the terminal. The answer is typed once the question is there. */
    private static final String SCRIPT = """
            rm -f typed said; mkfifo typed
            script -qefc %s said <typed >/dev/null & pid=$!
            exec 3>typed
            until grep -q %s said || ! kill -0 $pid; do sleep 0.1; done
            echo %s >&3
            wait $pid; rc=$?
            tr -d '\\r' <said; rm -f typed said
            exit $rc
            """;

    /** Runs a command that has to succeed, and gives what was on the screen. */
    String done(String... arguments) {
        String command = "/opt/operator/jbarman " + ShellQuote.join(List.of(arguments));
        CommandResult result = operator.shell(
                SCRIPT.formatted(ShellQuote.quote(command), ShellQuote.quote(question), ShellQuote.quote(answer)));
        assertThat(result.status())
                .as(() -> command + "\n" + result.output() + result.errors())
                .isZero();
        assertThat(result.output()).contains(question).doesNotContain("canary-");
        return result.output();
    }
}
