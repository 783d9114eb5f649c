package io.jbarman.transport.ssh;

import io.jbarman.transport.AccountSwitch;
import io.jbarman.transport.Command;
import io.jbarman.transport.Exchange;
import io.jbarman.transport.HostStream;
import io.jbarman.transport.Login;
import io.jbarman.transport.PosixTransport;
import io.jbarman.transport.ShellQuote;
import io.jbarman.transport.TransportException;
import java.io.IOException;
import java.util.Optional;

/**
 * A host by SSH. Keys come from the agent and from files, never a password; the host's key must be known. The account
 * that logs in needs a POSIX shell.
 */
public final class SshTransport extends PosixTransport {
    private final SshLink link;
    private final SshDestination destination;

    /** Nothing is opened or read before the first use. */
    public SshTransport(SshDestination destination, SshEnvironment environment) {
        super(destination.host());
        this.destination = destination;
        this.link = new SshLink(destination, environment);
    }

    /** Known once connected, because {@code ~/.ssh/config} may name the user. */
    private AccountSwitch accounts() throws TransportException {
        return new AccountSwitch(host(), link.entry().user(), destination.become());
    }

    @Override
    protected Exchange exchange(Command command, byte[] input) throws IOException {
        AccountSwitch accounts = accounts();
        String line = ShellQuote.join(accounts.limitedArguments(command));
        try (SshLink.Channel channel = link.exec(line, command.timeout())) {
            Exchange raw = new SshRun(channel.command(), input, command.timeout()).toEnd();
            return accounts.settle(command, raw);
        } catch (TransportException known) {
            throw known;
        } catch (IOException broken) {
            throw link.problems().lost(broken);
        }
    }

    @Override
    public HostStream open(Command command) throws IOException {
        String line = ShellQuote.join(accounts().arguments(command));
        return new SshCommandStream(link.exec(line, command.timeout()));
    }

    @Override
    public HostStream dial(String address, int port) throws IOException {
        return link.dial(address, port);
    }

    @Override
    public Optional<Login> login() throws IOException {
        return Optional.of(new Login(link.entry().user(), link.key().line()));
    }

    @Override
    public int connectionsOpened() {
        return link.connectionsOpened();
    }

    @Override
    public void close() {
        link.close();
    }
}
