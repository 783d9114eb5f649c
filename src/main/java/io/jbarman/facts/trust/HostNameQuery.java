package io.jbarman.facts.trust;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;

/** What a host calls itself, with its domain. */
public record HostNameQuery(String host, Account account) implements FactQuery.OfHost<String> {
    @Override
    public String name() {
        return "name of " + host;
    }

    @Override
    public String script() {
        return "hostname --fqdn";
    }

    @Override
    public String parse(int status, String output) {
        return output.strip();
    }
}
