package io.jbarman.transport;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A command to run on a host, as a value. Arguments reach the program as they stand, whatever they contain: quoting is
 * the transport's ({@link ShellQuote}), never the caller's.
 *
 * @param arguments the program and its arguments
 * @param account as whom
 * @param environment variables set for it
 * @param input what it reads on its standard input, as {@link ByteText} has it
 * @param timeout after which it and its descendants are ended
 */
public record Command(
        List<String> arguments, Account account, Map<String, String> environment, String input, Duration timeout) {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    public Command {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        if (arguments.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("an argument cannot contain NUL");
        }
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** A program with its arguments, as the login account, with no input. */
    public static Command of(String... arguments) {
        return of(List.of(arguments));
    }

    /** A program with its arguments, as the login account, with no input. */
    public static Command of(List<String> arguments) {
        return new Command(arguments, Account.LOGIN, Map.of(), "", DEFAULT_TIMEOUT);
    }

    /** A POSIX shell script, fed to {@code sh -s} so that its length and content meet no limit or quoting. */
    public static Command script(String script) {
        return of("sh", "-s").input(script);
    }

    /** The same, on behalf of another account. */
    public Command as(Account other) {
        return new Command(arguments, other, environment, input, timeout);
    }

    /** The same, with that standard input. */
    public Command input(String text) {
        return new Command(arguments, account, environment, text, timeout);
    }

    /** The same, with another limit in time. */
    public Command within(Duration limit) {
        return new Command(arguments, account, environment, input, limit);
    }

    /** The same, with those variables set. */
    public Command with(Map<String, String> variables) {
        return new Command(arguments, account, variables, input, timeout);
    }

    /** The command line as a person would type it. */
    public String display() {
        return ShellQuote.join(arguments);
    }
}
