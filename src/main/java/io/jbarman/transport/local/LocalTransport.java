package io.jbarman.transport.local;

import io.jbarman.transport.AccountSwitch;
import io.jbarman.transport.Command;
import io.jbarman.transport.Exchange;
import io.jbarman.transport.HostStream;
import io.jbarman.transport.PosixTransport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** This machine itself, without SSH. Another account is taken by runuser as root, else by sudo without a password. */
public final class LocalTransport extends PosixTransport {
    /** Starts a program through the shell, so that one that is not there is status 127, as over SSH. */
    private static final List<String> STARTER = List.of("sh", "-c", "exec \"$@\"", "sh");

    private final AccountSwitch accounts;

    /**
     * A host that is this machine.
     *
     * @param become whether other accounts may be taken
     */
    public LocalTransport(String host, boolean become) {
        this(host, System.getProperty("user.name"), become);
    }

    LocalTransport(String host, String login, boolean become) {
        super(host);
        this.accounts = new AccountSwitch(host, login, become);
    }

    @Override
    protected Exchange exchange(Command command, byte[] input) throws IOException {
        LocalRun run = new LocalRun(starting(arguments(command)), input, command.timeout());
        return accounts.settle(command, run.toEnd());
    }

    /** sudo's children belong to someone else and cannot be ended from here: there {@code timeout} does it. */
    private List<String> arguments(Command command) {
        boolean others = accounts.switches(command) && !accounts.login().equals("root");
        return others ? accounts.limitedArguments(command) : accounts.arguments(command);
    }

    private static List<String> starting(List<String> arguments) {
        List<String> all = new ArrayList<>(STARTER);
        all.addAll(arguments);
        return all;
    }

    @Override
    public HostStream open(Command command) throws IOException {
        return new ProcessStream(new ProcessBuilder(starting(accounts.arguments(command))).start());
    }

    @Override
    public HostStream dial(String address, int port) throws IOException {
        return SocketStream.dial(host(), address, port);
    }

    @Override
    public int connectionsOpened() {
        return 0;
    }

    @Override
    public void close() {
        // Nothing is held between calls.
    }
}
