package io.jbarman.resource.host;

import io.jbarman.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program with its arguments.
 *
 * @param directory in which it runs
 * @param account as which it runs; empty for the one that logs in
 */
public record Program(List<String> argv, Optional<String> directory, Optional<String> account) {
    private static final int SHOWN = 120;

    /** It as people read it. */
    public String words() {
        String all = String.join(" ", argv);
        return all.length() <= SHOWN ? all : all.substring(0, SHOWN) + "...";
    }

    /** Runs it; what is done, in words, without the host. */
    public Step step(String host, String doing) {
        List<String> words = new ArrayList<>();
        directory.ifPresent(
                path -> words.addAll(List.of("sh", "-c", "cd -- \"$1\" && shift && exec \"$@\"", "command", path)));
        words.addAll(argv);
        String as = account.map(name -> " as " + name).orElse("");
        return new Step.RunProgram(host, account, words, doing + " on " + host + as);
    }
}
