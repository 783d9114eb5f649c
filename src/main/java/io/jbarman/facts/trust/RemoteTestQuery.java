package io.jbarman.facts.trust;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;

/** Whether a command works on another host, as an account of this one. */
public record RemoteTestQuery(String host, Account account, RemoteTest test)
        implements FactQuery.OfHost<RemoteTestFact> {
    @Override
    public String name() {
        return "ssh from " + account + "@" + host + " to " + test.user() + "@" + test.address();
    }

    @Override
    public String script() {
        return test.script();
    }

    @Override
    public RemoteTestFact parse(int status, String output) {
        return new RemoteTestFact(status, output.strip());
    }
}
