package io.jbarman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class VerbsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyVerbIsACommandOfThatName() {
        for (String verb : Verbs.ALL) {
            assertThat(new CommandLine(Verbs.command(verb)).getCommandSpec().name())
                    .as(verb)
                    .isEqualTo(verb);
        }
    }

    @Test
    void versionLoadsNoCommand() {
        assertThat(Verbs.wanted("--version")).isEmpty();
    }

    @Test
    void helpListsEveryVerb() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains(Verbs.ALL);
        assertThat(Verbs.wanted("help", "generate-completion")).isEqualTo(Set.copyOf(Verbs.ALL));
    }

    @Test
    void misspeltVerbIsCorrected() {
        assertThat(run("generate-completoin")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("generate-completion").contains("--help");
    }

    private int run(String... args) {
        return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true), args)
                .execute(args);
    }
}
