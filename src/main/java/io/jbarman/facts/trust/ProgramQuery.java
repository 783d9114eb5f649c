package io.jbarman.facts.trust;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;

/** Whether an account finds a program. */
public record ProgramQuery(String host, Account account, String program) implements FactQuery.OfHost<Boolean> {
    @Override
    public String name() {
        return program + " on " + host;
    }

    @Override
    public String script() {
        return "command -v " + ShellQuote.quote(program);
    }

    @Override
    public Boolean parse(int status, String output) {
        return status == 0;
    }
}
