package io.jbarman.draft;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.facts.Facts;
import io.jbarman.facts.hba.HbaRule;
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

    /** Some could be said under hba, but their order is what they mean. */
    void rules() {
        for (HbaRule rule : Known.or(facts.get(seen.rules()), List.<HbaRule>of())) {
            leftOut(
                    rule.place() + "  "
                            + String.join(
                                    " ",
                                    rule.type(),
                                    String.join(",", rule.databases()),
                                    String.join(",", rule.users()),
                                    rule.address().orElse("")
                                            + rule.netmask()
                                                    .map(mask -> " " + mask)
                                                    .orElse(""),
                                    rule.method()),
                    "");
        }
    }

    void senders() {
        Known.or(facts.get(seen.senders()), List.<io.jbarman.facts.server.WalSender>of()).stream()
                .flatMap(one -> one.applicationName().stream())
                .distinct()
                .forEach(name -> leftOut(
                        "'" + name + "' streams from this server",
                        "a standby goes under standbys, with its host and slot; a barmanhost under barman"));
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
