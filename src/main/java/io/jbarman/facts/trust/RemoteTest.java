package io.jbarman.facts.trust;

import io.jbarman.transport.ShellQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** ssh to another host, which must know it and let it in without asking anybody. Nothing is written by it. */
public record RemoteTest(String user, String address, OptionalInt port, List<String> words) {
    private static final List<String> STRICT = List.of(
            "-o", "BatchMode=yes",
            "-o", "StrictHostKeyChecking=yes",
            "-o", "UpdateHostKeys=no",
            "-o", "ConnectTimeout=10");

    public RemoteTest {
        words = List.copyOf(words);
    }

    /** The arguments, ssh first. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("ssh"));
        arguments.addAll(STRICT);
        port.ifPresent(number -> arguments.addAll(List.of("-p", Integer.toString(number))));
        arguments.add(user + "@" + address);
        arguments.addAll(words);
        return List.copyOf(arguments);
    }

    String script() {
        return ShellQuote.join(arguments()) + " 2>&1";
    }
}
