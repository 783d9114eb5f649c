package io.jbarman.transport;

import io.jbarman.diagnostics.Diagnostic;

/** Why sudo or runuser did not let an account be taken: their words, made a diagnostic with its remedy. Pure. */
record AccountRefusal(String host, String login, String account) {
    private static final String CODE = "account-not-taken";

    TransportException refused(String errors) {
        return isUnknownAccount(errors)
                ? new NoSuchAccountException(explain(errors))
                : new TransportException(explain(errors));
    }

    private Diagnostic explain(String errors) {
        return Diagnostic.error(CODE, summary(errors), remedy(errors)).withDetail(errors.strip());
    }

    private String summary(String errors) {
        return "on " + host + ", " + login + " may not act as " + account + ": " + reason(errors);
    }

    private static String reason(String errors) {
        if (errors.contains("a password is required") || errors.contains("a terminal is required")) {
            return "sudo wants a password";
        }
        if (errors.contains("must have a tty")) {
            return "sudo wants a terminal (requiretty)";
        }
        if (isUnknownAccount(errors)) {
            return "there is no such account";
        }
        if (isMissingProgram(errors)) {
            return "sudo is not installed";
        }
        return errors.contains("not allowed") || errors.contains("not in the sudoers") ? "sudo forbids it" : "refused";
    }

    private String remedy(String errors) {
        if (isUnknownAccount(errors)) {
            return "create the account " + account + " on " + host + ", or name the right one in the topology";
        }
        if (isMissingProgram(errors)) {
            return "install sudo on " + host + ", or log in as root, or set ssh.become: none if " + login
                    + " may do everything itself";
        }
        if (errors.contains("must have a tty")) {
            return "add to the sudoers of " + host + " (with visudo): Defaults:" + login + " !requiretty";
        }
        return "add to the sudoers of " + host + " (with visudo -f /etc/sudoers.d/jbarman): " + login + " ALL=("
                + (account.equals("root") ? "ALL" : account) + ") NOPASSWD: ALL";
    }

    private static boolean isUnknownAccount(String errors) {
        return errors.contains("unknown user") || errors.contains("does not exist");
    }

    private static boolean isMissingProgram(String errors) {
        return errors.contains("sudo: not found")
                || errors.contains("sudo: command not found")
                || errors.contains("sudo’: No such file")
                || errors.contains("'sudo': No such file");
    }
}
