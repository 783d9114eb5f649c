package io.jbarman.wal;

import java.nio.file.Path;
import java.util.Optional;

/** A receiver in a process of its own, to be killed. */
final class ReceiverChild {
    private ReceiverChild() {}

    /** Arguments: port, user, directory. Receives until killed or until its standard input ends. */
    public static void main(String[] arguments) throws Exception {
        try (RunningReceiver receiver = new RunningReceiver(RunningReceiver.options(
                Integer.parseInt(arguments[0]),
                arguments[1],
                Path.of(arguments[2]),
                Optional.of(RunningReceiver.SLOT)))) {
            while (System.in.read() >= 0) {}
            System.err.println(receiver.status());
        }
    }
}
