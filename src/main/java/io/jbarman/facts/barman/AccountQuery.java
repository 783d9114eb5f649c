package io.jbarman.facts.barman;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;

/** Whether an account exists on a host; asked by the account that logs in. */
public record AccountQuery(String host, String user) implements FactQuery.OfHost<AccountFact> {
    @Override
    public String name() {
        return "account " + user + " of " + host;
    }

    @Override
    public Account account() {
        return Account.LOGIN;
    }

    @Override
    public String script() {
        return "id -un; id -u -- " + ShellQuote.quote(user);
    }

    @Override
    public AccountFact parse(int status, String output) {
        return new AccountFact(status == 0, output.lines().findFirst().orElse(""));
    }
}
