package io.jbarman.schema;

import io.jbarman.config.Conninfo;
import io.jbarman.config.ConninfoKeyword;
import io.jbarman.config.ConninfoKeyword.Treatment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** libpq's keywords as far as a conninfo in Barman's configuration can have them. */
record LinkKeywords() implements OpenKeys {
    private static final Map<String, String> OWN_WORDS = Map.of(
            "user", "write role: instead",
            "password", "write password: with the name of a secret",
            "replication", "leave it out: it is added where a replication connection is made",
            "sslpassword", "leave it out: use a key without a passphrase, readable by its owner only");

    @Override
    public String noun() {
        return "a libpq keyword such as host, port, dbname, sslmode";
    }

    @Override
    public String doc(String name) {
        return "libpq's keyword of that name: see PostgreSQL's documentation, \"Parameter Key Words\".";
    }

    @Override
    public String takes(String name) {
        return "text without blanks, quotes and backslashes";
    }

    @Override
    public List<String> words(String name) {
        return name.equals("sslmode")
                ? List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
                : List.of();
    }

    @Override
    public String help(String name) {
        return "leave it out, or see PostgreSQL's documentation, \"Parameter Key Words\"";
    }

    @Override
    public Set<String> names() {
        return ConninfoKeyword.names();
    }

    @Override
    public Optional<String> refusal(String name) {
        String own = OWN_WORDS.get(name);
        return own != null ? Optional.of(own) : refusedByRuntime(name);
    }

    private static Optional<String> refusedByRuntime(String name) {
        return ConninfoKeyword.byName(name)
                .filter(keyword -> keyword.treatment() == Treatment.REFUSED)
                .map(ConninfoKeyword::text);
    }

    /** Barman splits a conninfo at blanks and knows no quotes. */
    @Override
    public Optional<String> check(String name, String value) {
        boolean plain = !value.isEmpty() && value.chars().noneMatch(LinkKeywords::isBlankOrQuote);
        return plain
                ? Optional.empty()
                : Optional.of("text without blanks, quotes and backslashes, which Barman cannot read there");
    }

    private static boolean isBlankOrQuote(int c) {
        return Character.isWhitespace(c) || c == '\'' || c == '"' || c == '\\';
    }

    /** What is wrong with a whole string; values are not repeated. */
    static Optional<String> problem(Conninfo conninfo) {
        LinkKeywords keywords = new LinkKeywords();
        if (conninfo.find("password").isPresent()
                || conninfo.find("sslpassword").isPresent()) {
            return Optional.of("a password has no place in a topology");
        }
        for (Map.Entry<String, String> entry : conninfo.keywords().entrySet()) {
            Optional<String> wanted = keywords.check(entry.getKey(), entry.getValue());
            if (wanted.isPresent()) {
                return Optional.of(entry.getKey() + " must be " + wanted.get());
            }
            Optional<String> refused = refusedByRuntime(entry.getKey());
            if (refused.isPresent()) {
                return Optional.of(entry.getKey() + " cannot be used: " + refused.get());
            }
        }
        return conninfo.find("user").isPresent() ? Optional.empty() : Optional.of("it names no user");
    }
}
