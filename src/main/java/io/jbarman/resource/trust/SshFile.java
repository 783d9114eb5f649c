package io.jbarman.resource.trust;

import io.jbarman.config.TextLines;
import io.jbarman.facts.trust.HomeFileFact;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Fingerprint;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.transport.ssh.KnownHosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A file in an account's {@code .ssh}, as it was found, and how it is written. */
record SshFile(Peer at, HomeFileFact file) {
    private static final int OTHERS_MAY_WRITE = 0022;

    String text() {
        return file.text().orElse("");
    }

    /** One that cannot be read is not an empty one. */
    Optional<Decision> unreadable(ResourceId id) {
        return file.isAbsent() || file.text().isPresent()
                ? Optional.empty()
                : Optional.of(new Decision.Conflict(
                        id,
                        file.path() + " is there and " + at.user() + " may not read it",
                        "Give it to its account: chown " + at.user() + " " + file.path()));
    }

    boolean othersMayWrite() {
        return (file.mode() & OTHERS_MAY_WRITE) != 0 || othersMayWriteIn();
    }

    private boolean othersMayWriteIn() {
        return (file.directoryMode() & OTHERS_MAY_WRITE) != 0;
    }

    /** The text but for those lines. */
    String without(List<KnownHosts.Entry> out) {
        return TextLines.of(text()).with(rest(out));
    }

    /** The same, with that line at its end. */
    String without(List<KnownHosts.Entry> out, String line) {
        List<String> lines = rest(out);
        lines.add(line);
        return TextLines.of(text()).with(lines);
    }

    private List<String> rest(List<KnownHosts.Entry> out) {
        Set<Integer> numbers = out.stream().map(entry -> entry.origin().line()).collect(Collectors.toSet());
        List<String> rest = new ArrayList<>();
        int number = 0;
        for (String line : TextLines.of(text()).lines()) {
            number++;
            if (!numbers.contains(number)) {
                rest.add(line);
            }
        }
        return rest;
    }

    /** The steps, with the directory made, or closed to others, before them. */
    List<Step> inItsDirectory(List<Step> steps) {
        List<Step> all = new ArrayList<>();
        if (file.directoryMode() == 0 || othersMayWriteIn()) {
            all.add(new Step.MakeDirectory(
                    at.host(),
                    at.user(),
                    file.directory(),
                    0700,
                    Optional.empty(),
                    "make directory " + file.directory() + " on " + at.host()));
        }
        all.addAll(steps);
        return all;
    }

    Step write(String text, int mode, String doing) {
        return rewrite(at, file, text, mode, doing);
    }

    /** Written if it is still what was seen; without a text it goes. */
    static Step rewrite(Peer at, HomeFileFact file, String text, int mode, String doing) {
        return new Step.RewriteFile(
                at.host(),
                at.user(),
                file.path(),
                file.text().map(Fingerprint::of),
                SecretText.plain(text),
                mode,
                doing);
    }
}
