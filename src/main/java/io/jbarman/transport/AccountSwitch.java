package io.jbarman.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Turns a command into the argument list that runs it on behalf of its account: {@code runuser} where the login account
 * is root, else {@code sudo -n}. Pure.
 *
 * <p>A switched command first writes {@link #MARK} to its standard error. Its absence tells that the account was not
 * taken, whatever exit status the program would have had.
 *
 * @param host how the host is called in messages
 * @param login the account that logged in
 * @param become whether sudo may be used; root needs none to act as another account
 */
public record AccountSwitch(String host, String login, boolean become) {
    static final String MARK = "jbarman-account-taken";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@-]*[$]?");
    private static final String ENTER =
            "unset LC_ALL; cd \"$HOME\" 2>/dev/null || cd /; echo " + MARK + " >&2; exec \"$@\"";
    private static final String ENTER_AS_ROOT =
            "eval \"HOME=~$1\"; USER=$1; LOGNAME=$1; export HOME USER LOGNAME; shift; " + ENTER;

    /** Whether the command runs as another account than the one that logged in. */
    public boolean switches(Command command) {
        return (become || login.equals("root"))
                && command.account() instanceof Account.Named named
                && !named.name().equals(login);
    }

    /** The argument list. */
    public List<String> arguments(Command command) {
        return around(command, withEnvironment(command));
    }

    /** The argument list, ended with its process group by {@code timeout} (coreutils) when the command's time is up. */
    public List<String> limitedArguments(Command command) {
        List<String> limited = new ArrayList<>(List.of(
                "timeout",
                "-k",
                "5",
                Long.toString(Math.max(1, command.timeout().toSeconds()))));
        limited.addAll(withEnvironment(command));
        return around(command, limited);
    }

    private List<String> around(Command command, List<String> inner) {
        return switches(command) ? switched(((Account.Named) command.account()).name(), inner) : inner;
    }

    private List<String> switched(String account, List<String> inner) {
        if (!NAME.matcher(account).matches()) {
            throw new IllegalArgumentException("no account can be called " + ShellQuote.quote(account));
        }
        List<String> all = new ArrayList<>(
                login.equals("root")
                        ? List.of("runuser", "-u", account, "--", "sh", "-c", ENTER_AS_ROOT, "sh", account)
                        : List.of("env", "LC_ALL=C", "sudo", "-n", "-H", "-u", account, "--", "sh", "-c", ENTER, "sh"));
        all.addAll(inner);
        return all;
    }

    private static List<String> withEnvironment(Command command) {
        if (command.environment().isEmpty()) {
            return command.arguments();
        }
        List<String> all = new ArrayList<>(List.of("env"));
        command.environment().forEach((name, value) -> all.add(name + "=" + value));
        all.addAll(command.arguments());
        return all;
    }

    /**
     * What the command itself left, without the mark.
     *
     * @throws TransportException if the account was not taken
     */
    public Exchange settle(Command command, Exchange raw) throws TransportException {
        if (!switches(command)) {
            return raw;
        }
        if (!raw.errors().contains(MARK)) {
            throw new AccountRefusal(host, login, command.account().toString()).refused(raw.errors());
        }
        return new Exchange(raw.status(), raw.output(), withoutMark(raw.errors()));
    }

    /** The text without the mark's line. */
    public static String withoutMark(String errors) {
        return errors.replace(MARK + "\n", "");
    }
}
