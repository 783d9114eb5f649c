package io.jbarman.draft;

import io.jbarman.config.BarmanOption;
import io.jbarman.config.BarmanOptions;
import io.jbarman.config.Conninfo;
import io.jbarman.config.OptionKind;
import io.jbarman.config.Redaction;
import io.jbarman.schema.ServerOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of a server that the language carries under Barman's own names, as a file sets them. */
record DraftOptions(String server, List<SaidOption> said, Remarks remarks) {
    /** Those that have a place of their own in the language. */
    private static final Set<String> OWN = Set.of(
            "conninfo", "streaming_conninfo", "streaming_archiver", "streaming_archiver_name", "slot_name", "archiver");

    Map<String, String> carried() {
        Map<String, String> options = new LinkedHashMap<>();
        for (SaidOption option : said) {
            if (!OWN.contains(option.name())) {
                carry(option, options);
            }
        }
        return options;
    }

    private void carry(SaidOption option, Map<String, String> options) {
        Optional<String> refusal = refusal(option);
        if (refusal.isPresent()) {
            remarks.leftOut(option.origin(), option.words() + ", of '" + server + "': " + refusal.get(), "");
            return;
        }
        String value = withoutPassword(option);
        if (Redaction.isTelling(option.name(), value)) {
            remarks.leftOut(
                    option.origin(),
                    option.name() + " of '" + server + "' is not taken over: it may hold a password",
                    "look what stands there; keep passwords in files that only their reader can read");
            return;
        }
        options.put(option.name(), value);
        if (option.inherited()) {
            remarks.changed(
                    option.origin(),
                    option.words() + ", said for all servers, is written out with each that has it from there",
                    "");
        }
    }

    private static Optional<String> refusal(SaidOption option) {
        if (option.value().isEmpty()) {
            return Optional.of("it is empty");
        }
        if (option.value().chars().anyMatch(Character::isISOControl)) {
            return Optional.of("it is on more than one line");
        }
        return ServerOptions.refusal(option.name(), option.value());
    }

    /** Nothing is managed of these connections, so their password has no place but Barman's password file. */
    private String withoutPassword(SaidOption option) {
        boolean connection = BarmanOptions.byName(option.name())
                .map(BarmanOption::kind)
                .filter(OptionKind.Connection.class::isInstance)
                .isPresent();
        if (!connection || !Conninfo.parse(option.value()).keywords().containsKey("password")) {
            return option.value();
        }
        remarks.secret(
                option.origin(),
                "the password in " + option.name() + " of '" + server + "' is not taken over",
                "write it into the .pgpass of Barman's account");
        return Conninfo.parse(option.value()).without("password").format();
    }
}
