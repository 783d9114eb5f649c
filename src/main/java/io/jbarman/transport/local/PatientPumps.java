package io.jbarman.transport.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.PumpStreamHandler;

/** Pumps that do not wait for ever for the output of a program that its parent left behind. */
final class PatientPumps extends PumpStreamHandler {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    PatientPumps(OutputStream output, OutputStream errors, InputStream input) {
        super(output, errors, input);
        setStopTimeout(PATIENCE);
    }

    @Override
    public void stop() throws IOException {
        try {
            super.stop();
        } catch (ExecuteException outputStillHeld) {
            // The program itself has ended; what it wrote is here.
        }
    }
}
