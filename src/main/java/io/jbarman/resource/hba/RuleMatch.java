package io.jbarman.resource.hba;

import io.jbarman.facts.hba.HbaRule;
import io.jbarman.pg.Cidr;
import io.jbarman.topology.PostgresServer.HbaType;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Whether a rule of the file would be the server's answer to a connection that a wanted rule is about. Pure. */
enum RuleMatch {
    /** It speaks of every such connection. */
    YES,
    /** It speaks of none. */
    NO,
    /**
     * It speaks of some, or only the server can tell: it names a host, or a network that the server belongs to, or has a mask
     * with holes.
     */
    MAYBE;

    /**
     * Compares.
     *
     * @param groups roles that the wanted rule's role is a member of
     */
    static RuleMatch of(HbaRule rule, WantedRule wanted, Set<String> groups) {
        return type(rule.type(), wanted)
                .and(any(rule.databases(), name -> database(name, wanted, groups)))
                .and(any(rule.users(), name -> user(name, wanted, groups)))
                .and(wanted.type() == HbaType.LOCAL ? YES : address(rule, wanted.address()));
    }

    private RuleMatch and(RuleMatch other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == MAYBE || other == MAYBE ? MAYBE : YES;
    }

    private static RuleMatch any(List<String> names, Function<String, RuleMatch> match) {
        List<RuleMatch> matches = names.stream().map(match).toList();
        if (matches.contains(YES)) {
            return YES;
        }
        return matches.contains(MAYBE) ? MAYBE : NO;
    }

    /** Whether a client that is asked for {@code host} will use TLS is its own decision. */
    private static RuleMatch type(String type, WantedRule wanted) {
        boolean tls = wanted.type() == HbaType.HOSTSSL;
        if (wanted.type() == HbaType.LOCAL) {
            return truth(type.equals(wanted.type().word()));
        }
        return switch (type) {
            case "host", "hostnogssenc" -> YES;
            case "hostssl" -> tls ? YES : MAYBE;
            case "hostnossl" -> tls ? NO : MAYBE;
            case "hostgssenc" -> wanted.rejects() && !tls ? MAYBE : NO;
            default -> NO;
        };
    }

    private static RuleMatch database(String name, WantedRule wanted, Set<String> groups) {
        if (wanted.words() && name.equals(wanted.database())) {
            return YES;
        }
        boolean replication = wanted.database().equals(WantedRule.REPLICATION);
        if (name.equals(WantedRule.REPLICATION) || replication) {
            return replication && name.equals(WantedRule.REPLICATION) ? YES : NO;
        }
        if (turnsManyAway(wanted, wanted.database(), "same")) {
            return name.equals("all") ? YES : MAYBE;
        }
        return switch (name) {
            case "all" -> YES;
            case "sameuser" -> truth(wanted.database().equals(wanted.role()));
            case "samerole", "samegroup" ->
                truth(wanted.database().equals(wanted.role()) || groups.contains(wanted.database()));
            default -> name(name, wanted.database());
        };
    }

    /** Whether the word stands for several, of whom each rule for one of them lets some in all the same. */
    private static boolean turnsManyAway(WantedRule wanted, String word, String sign) {
        return wanted.rejects() && wanted.words() && (word.equals("all") || word.startsWith(sign));
    }

    private static RuleMatch user(String name, WantedRule wanted, Set<String> groups) {
        String role = wanted.role();
        // The server shows a quoted "+role" without its quotes; where a role is called so, it is taken to be meant.
        if (name.equals("all") || name.equals(role)) {
            return YES;
        }
        if (turnsManyAway(wanted, role, "+")) {
            return MAYBE;
        }
        if (name.startsWith("+")) {
            String group = name.substring(1);
            return truth(group.equals(role) || groups.contains(group));
        }
        return name(name, role);
    }

    /** From 16 on a name that begins with a slash is a regular expression, in a dialect near Java's. */
    private static RuleMatch name(String pattern, String name) {
        if (!pattern.startsWith("/")) {
            return truth(pattern.equals(name));
        }
        try {
            return truth(Pattern.compile(pattern.substring(1)).matcher(name).find());
        } catch (PatternSyntaxException e) {
            return MAYBE;
        }
    }

    private static RuleMatch address(HbaRule rule, PeerAddress wanted) {
        String address = rule.address().orElse("");
        if (address.equals(wanted.text())) {
            return YES;
        }
        return switch (address) {
            case "all" -> YES;
            case "samehost" -> wanted.isLoopback() ? YES : MAYBE;
            case "samenet" -> MAYBE;
            default ->
                Cidr.of(address, rule.netmask())
                        .map(range -> range(range, wanted))
                        .orElseGet(() -> isElsewhere(rule, wanted) ? NO : hostname(address, wanted));
        };
    }

    private static RuleMatch range(Cidr range, PeerAddress peer) {
        if (peer.range().isEmpty()) {
            return MAYBE;
        }
        Cidr wanted = peer.range().get();
        if (range.covers(wanted)) {
            return YES;
        }
        return range.overlaps(wanted) ? MAYBE : NO;
    }

    /** Of a mask with holes it can be told whom it does not speak of. */
    private static boolean isElsewhere(HbaRule rule, PeerAddress peer) {
        return peer.range().isPresent()
                && rule.netmask().isPresent()
                && peer.range()
                        .get()
                        .isApartFrom(rule.address().orElse(""), rule.netmask().get());
    }

    /** A name in the file: only the server's resolver knows which addresses it stands for. */
    private static RuleMatch hostname(String name, PeerAddress wanted) {
        boolean same = name.equalsIgnoreCase(wanted.text())
                || (name.startsWith(".")
                        && wanted.text().endsWith(name)
                        && wanted.range().isEmpty());
        return same ? YES : MAYBE;
    }

    private static RuleMatch truth(boolean match) {
        return match ? YES : NO;
    }
}
