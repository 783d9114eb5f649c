package io.jbarman.facts.software;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;

/** Whether a host has a program; asked by the account that logs in. */
public sealed interface SoftwareQuery extends FactQuery.OfHost<SoftwareFact>
        permits JavaQuery, PackageQuery, PostgresQuery, RsyncQuery {
    @Override
    default Account account() {
        return Account.LOGIN;
    }

    @Override
    default SoftwareFact parse(int status, String output) {
        return SoftwareFact.parse(output);
    }
}
