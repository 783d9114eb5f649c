package io.jbarman.transport;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * One host, reached once: a single authenticated connection, opened on first use and shared by all calls, which may
 * come from several threads.
 *
 * <p>Every call throws {@link TransportException} when the host cannot be reached or the account not be taken; a
 * command that ran and failed is a result, not an exception.
 */
public interface Transport extends AutoCloseable {
    /** How this host is called in messages: its name in the topology. */
    String host();

    /**
     * Runs a command to its end and gives what it left. At its timeout it is ended with its descendants, and its status
     * is {@link CommandResult#TIMED_OUT}; over SSH or sudo that means its process group, so that what it detached with
     * setsid stays. A program that is not there is status 127.
     *
     * <p>A command that leaves a program behind must redirect its output: otherwise the end is waited for a few seconds
     * and then taken for granted.
     */
    CommandResult run(Command command) throws IOException;

    /** Starts a command and gives its standard streams. {@link Command#input} and the timeout are not used. */
    HostStream open(Command command) throws IOException;

    /** Connects to a TCP port as seen from the host. */
    HostStream dial(String address, int port) throws IOException;

    /**
     * Writes a file of a size that fits in memory, whole: after an exception or a crash the path holds the old content or the new, never a part. The
     * parent directory must exist; a link at the path is replaced, not followed.
     */
    void put(InputStream content, FileTarget target, Account account) throws IOException;

    /** A file's content; empty if there is no such file. */
    Optional<byte[]> read(String path, Account account) throws IOException;

    /** What is known of a path (a link is not followed); empty if there is nothing. */
    Optional<FileStat> stat(String path, Account account) throws IOException;

    /** Removes a file or an empty directory; nothing there is no error. */
    void remove(String path, Account account) throws IOException;

    /** How the connection was logged in, which opens it; empty where nobody had to log in. */
    default Optional<Login> login() throws IOException {
        return Optional.empty();
    }

    /** How many authenticated connections this transport has opened: 0 or 1. */
    int connectionsOpened();

    /** Lets go of the connection. Idempotent. */
    @Override
    void close();
}
