package io.jbarman.draft;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.facts.Facts;
import io.jbarman.facts.hba.HbaRule;
import io.jbarman.facts.server.Follower;
import io.jbarman.facts.setting.FileSetting;
import io.jbarman.facts.setting.OwnValue;
import java.util.ArrayList;
import java.util.List;

/** What of a server the draft does not say. */
final class DraftRemarks {
    private final SeenServer seen;
    private final Facts facts;
    private final List<Diagnostic> all = new ArrayList<>();

    DraftRemarks(SeenServer seen, Facts facts) {
        this.seen = seen;
        this.facts = facts;
    }

    void leftOut(String what, String remedy) {
        all.add(Diagnostic.warning("import-left-out", what, remedy));
    }

    void setting(FileSetting line) {
        leftOut(line.place() + "  " + Remarks.option(line.name(), line.value()), "");
    }

    void ownValue(OwnValue own) {
        leftOut("setting of " + own.whose() + ": " + Remarks.option(own.name(), own.value()), "");
    }

    /** One that the language has no words for; its options are not shown, which may hold passwords. */
    void rule(HbaRule rule) {
        leftOut(
                rule.place() + "  "
                        + String.join(
                                " ",
                                rule.type(),
                                String.join(",", rule.databases()),
                                String.join(",", rule.users()),
                                rule.address().orElse("")
                                        + rule.netmask().map(mask -> " " + mask).orElse(""),
                                rule.method()),
                "");
    }

    /** On which port and in which directory a standby is, its primary is not told. */
    void followers() {
        for (Follower one : Known.or(facts.get(seen.followers()), List.<Follower>of())) {
            leftOut("'" + one.applicationName() + "' streams from this server" + whence(one), asStandby(one));
        }
    }

    private static String whence(Follower one) {
        return one.address().map(address -> ", from " + address).orElse("")
                + one.role().map(role -> ", as role " + role).orElse("")
                + one.slot().map(slot -> ", through slot " + slot).orElse(", without a slot");
    }

    /** As it would stand in the document. */
    private static String asStandby(Follower one) {
        String host = one.applicationName() + "-host";
        return "a barmanhost goes under barman; a standby here as replication: { role: "
                + one.role().orElse("ROLE")
                + " }, standbys: { " + one.applicationName() + ": { host: " + host + ", slot: "
                + one.slot().orElse("SLOT")
                + " } }, with its port and data_directory where they are not the usual ones,"
                + " and under hosts as " + host + ": { address: "
                + one.address().orElse("ADDRESS") + " }";
    }

    void grants() {
        leftOut(
                "grants and the ownership of what is in databases are not read",
                "write those that matter under grants");
    }

    List<Diagnostic> all() {
        return List.copyOf(all);
    }
}
