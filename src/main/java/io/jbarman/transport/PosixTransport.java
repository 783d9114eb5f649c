package io.jbarman.transport;

import io.jbarman.diagnostics.Diagnostic;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A transport to a host with a POSIX shell: everything but the starting of a program and the dialling of a port. */
public abstract class PosixTransport implements Transport {
    private final String host;

    protected PosixTransport(String host) {
        this.host = host;
    }

    /** Runs a command to its end with that input, on behalf of its account, within its time. */
    protected abstract Exchange exchange(Command command, byte[] input) throws IOException;

    @Override
    public final String host() {
        return host;
    }

    @Override
    public final CommandResult run(Command command) throws IOException {
        return exchange(command, ByteText.encode(command.input())).asText();
    }

    @Override
    public final void put(InputStream content, FileTarget target, Account account) throws IOException {
        byte[] bytes = content.readAllBytes();
        expectSuccess("write", target.path(), exchange(PosixFiles.put(target, bytes.length, account), bytes));
    }

    @Override
    public final Optional<byte[]> read(String path, Account account) throws IOException {
        return exchangeOnFile("read", path, PosixFiles.read(path, account)).map(Exchange::output);
    }

    @Override
    public final Optional<FileStat> stat(String path, Account account) throws IOException {
        return exchangeOnFile("look at", path, PosixFiles.stat(path, account))
                .map(left -> PosixFiles.parseStat(left.asText().output()));
    }

    @Override
    public final void remove(String path, Account account) throws IOException {
        exchangeOnFile("remove", path, PosixFiles.remove(path, account));
    }

    private Optional<Exchange> exchangeOnFile(String verb, String path, Command command) throws IOException {
        Exchange left = exchange(command, new byte[0]);
        if (PosixFiles.foundNothing(left)) {
            return Optional.empty();
        }
        expectSuccess(verb, path, left);
        return Optional.of(left);
    }

    private void expectSuccess(String verb, String path, Exchange left) throws TransportException {
        if (left.status() == 0) {
            return;
        }
        String said = left.errors().strip();
        throw new TransportException(Diagnostic.error(
                        "file-refused",
                        "cannot " + verb + " " + path + " on " + host + ": " + lastLine(said),
                        remedy(said))
                .withDetail(said));
    }

    private static String lastLine(String text) {
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    private static String remedy(String said) {
        if (said.contains("Permission denied") || said.contains("Operation not permitted")) {
            return "do it as an account that may, or change the directory's owner or mode";
        }
        if (said.contains("No space left")) {
            return "make room on that file system; nothing was changed";
        }
        if (said.contains("No such file or directory")) {
            return "create the parent directory first";
        }
        return "the old content, if any, is still in place; mend what the message says and repeat";
    }
}
