package io.jbarman.transport.ssh;

import io.jbarman.time.Sleeper;
import io.jbarman.time.SystemSleeper;
import io.jbarman.transport.DialFailure;
import io.jbarman.transport.HostStream;
import io.jbarman.transport.TransportException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.Session;

/**
 * The one authenticated connection to a host, opened on first use; a first use that failed is not repeated. Session
 * channels are counted, since sshd allows ten of them (OpenSSH: {@code MaxSessions}) and takes a moment to let go of one; forwarded ports are
 * free.
 */
final class SshLink {
    private static final int MAX_SESSIONS = 8;
    private static final int TRIES = 20;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final SshDestination destination;
    private final SshEnvironment environment;
    private final Sleeper sleeper = new SystemSleeper();
    private final Semaphore sessions = new Semaphore(MAX_SESSIONS);
    private Optional<HostEntry> entry = Optional.empty();
    private Optional<SshLogin.LoggedIn> login = Optional.empty();
    private Optional<SshLink> jump = Optional.empty();
    private Optional<TransportException> failure = Optional.empty();
    private int opened;

    SshLink(SshDestination destination, SshEnvironment environment) {
        this.destination = destination;
        this.environment = environment;
    }

    synchronized HostEntry entry() throws TransportException {
        if (entry.isEmpty()) {
            entry = Optional.of(new HostEntries(environment).of(destination));
        }
        return entry.get();
    }

    SshProblems problems() throws TransportException {
        return new SshProblems(destination.host(), entry());
    }

    private synchronized SshLogin.LoggedIn login() throws TransportException {
        if (failure.isPresent()) {
            throw new TransportException(failure.get().problem(), failure.get());
        }
        if (login.isEmpty()) {
            login = Optional.of(connect());
        }
        return login.get();
    }

    private SSHClient client() throws TransportException {
        return login().client();
    }

    /** By which it was logged in. */
    PublicKeyText key() throws TransportException {
        return login().key();
    }

    private SshLogin.LoggedIn connect() throws TransportException {
        try {
            jump = entry().jump().map(host -> new SshLink(host, environment));
            Optional<SSHClient> through =
                    jump.isPresent() ? Optional.of(jump.get().client()) : Optional.empty();
            SshLogin.LoggedIn connected = new SshLogin(destination.host(), entry()).open(through);
            opened++;
            return connected;
        } catch (TransportException failed) {
            failure = Optional.of(failed);
            throw failed;
        }
    }

    /** A session channel in which a program runs; closing it lets another one in. */
    final class Channel implements AutoCloseable {
        private final Session session;
        private final Session.Command command;
        private boolean closed;

        private Channel(Session session, Session.Command command) {
            this.session = session;
            this.command = command;
        }

        Session.Command command() {
            return command;
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                closeQuietly(session);
                sessions.release();
            }
        }
    }

    Channel exec(String line, Duration patience) throws TransportException {
        SSHClient connected = client();
        if (!acquired(patience)) {
            throw problems().noSession(new IOException(MAX_SESSIONS + " are in use"));
        }
        boolean running = false;
        try {
            Session session = startSession(connected);
            Channel channel = new Channel(session, session.exec(line));
            running = true;
            return channel;
        } catch (OpenFailException refused) {
            throw problems().noSession(refused);
        } catch (IOException broken) {
            throw problems().lost(broken);
        } finally {
            if (!running) {
                sessions.release();
            }
        }
    }

    /** A session that has just ended still counts there for a moment. */
    private Session startSession(SSHClient connected) throws IOException {
        for (int left = TRIES; ; left--) {
            try {
                return connected.startSession();
            } catch (OpenFailException refused) {
                if (left == 0) {
                    throw refused;
                }
                pause();
            }
        }
    }

    private void pause() throws IOException {
        try {
            sleeper.sleep(BETWEEN_TRIES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private boolean acquired(Duration patience) {
        try {
            return sessions.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    HostStream dial(String address, int port) throws TransportException {
        SSHClient connected = client();
        try {
            return new SshPortStream(connected.newDirectConnection(address, port));
        } catch (OpenFailException refused) {
            throw refused.getReason() == OpenFailException.Reason.ADMINISTRATIVELY_PROHIBITED
                    ? problems().forwardingRefused(refused)
                    : new DialFailure(destination.host(), address, port)
                            .because(new java.net.ConnectException(refused.getMessage()));
        } catch (IOException broken) {
            throw problems().lost(broken);
        }
    }

    synchronized int connectionsOpened() {
        return opened;
    }

    synchronized void close() {
        login.map(SshLogin.LoggedIn::client).ifPresent(SshLink::closeQuietly);
        login = Optional.empty();
        jump.ifPresent(SshLink::close);
        jump = Optional.empty();
    }

    private static void closeQuietly(java.io.Closeable thing) {
        try {
            thing.close();
        } catch (IOException alreadyGone) {
            // Closed is what it should be.
        }
    }
}
