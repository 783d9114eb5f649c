package io.jbarman.facts.postmaster;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import java.time.DayOfWeek;
import java.time.LocalTime;

/** What a host's clock shows. */
public record ClockQuery(String host, Account account) implements FactQuery.OfHost<HostClock> {
    @Override
    public String name() {
        return "clock of " + host;
    }

    @Override
    public String script() {
        return "date '+%u %H:%M %Z'";
    }

    @Override
    public HostClock parse(int status, String output) {
        String[] words = output.strip().split(" ", 3);
        return new HostClock(DayOfWeek.of(Integer.parseInt(words[0])), LocalTime.parse(words[1]), words[2]);
    }
}
