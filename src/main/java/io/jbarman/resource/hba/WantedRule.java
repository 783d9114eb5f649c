package io.jbarman.resource.hba;

import io.jbarman.facts.hba.HbaRule;
import io.jbarman.topology.PostgresServer.HbaType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A way in that has to be open.
 *
 * @param database a name; {@link #REPLICATION} for physical replication
 * @param address where the peer comes from
 * @param words whether {@code all}, {@code +name} and their like keep their meaning in database and role
 */
public record WantedRule(
        HbaType type, String database, String role, PeerAddress address, String method, boolean words) {
    /** The method that lets nobody in. */
    static final String REJECT = "reject";

    /** The word for physical replication, which {@code all} does not include. */
    public static final String REPLICATION = "replication";

    /** One whose database and role are names, whatever they look like. */
    public WantedRule(HbaType type, String database, String role, PeerAddress address, String method) {
        this(type, database, role, address, method, false);
    }

    /** As a line of the file. */
    public String line() {
        return Stream.of(
                        type.word(),
                        HbaWord.quote(database, words || database.equals(REPLICATION)),
                        words ? HbaWord.group(role) : HbaWord.quote(role, false),
                        address.toString(),
                        method)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** Whether it turns connections away. */
    boolean rejects() {
        return method.equals(REJECT);
    }

    /** Whether it is about just the connections that another one lets in, and lets none of them in. */
    boolean turnsAway(WantedRule open) {
        return rejects()
                && !open.rejects()
                && type == open.type
                && database.equals(open.database)
                && role.equals(open.role)
                && address.isSaidBy(open.address.text(), Optional.empty());
    }

    /** As the server would show it, at that line. */
    HbaRule at(String file, int line) {
        return new HbaRule(
                file,
                line,
                type.word(),
                List.of(database),
                List.of(role),
                Optional.of(address.text()).filter(text -> !text.isEmpty()),
                Optional.empty(),
                method,
                Optional.empty());
    }

    /** Whether both say the same, however they spell the addresses. */
    boolean isSameAs(WantedRule other) {
        return isSaidBy(other.at("", 0));
    }

    /** Whether a rule says just this. */
    boolean isSaidBy(HbaRule rule) {
        return rule.type().equals(type.word())
                && rule.databases().equals(List.of(database))
                && rule.users().equals(List.of(role))
                && rule.method().equals(method)
                && rule.address()
                        .map(text -> address.isSaidBy(text, rule.netmask()))
                        .orElse(type == HbaType.LOCAL);
    }
}
