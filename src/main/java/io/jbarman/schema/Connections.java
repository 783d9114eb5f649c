package io.jbarman.schema;

import java.util.Optional;

/** What the language takes of a connection string, for those who write documents. */
public final class Connections {
    private static final LinkKeywords KEYWORDS = new LinkKeywords();

    private Connections() {}

    /** Why a keyword with this value cannot stand in a conninfo; empty if it can. The value is not repeated. */
    public static Optional<String> refusal(String keyword, String value) {
        if (keyword.equals("user")) {
            return KEYWORDS.check(keyword, value);
        }
        return KEYWORDS.refusal(keyword).or(() -> KEYWORDS.check(keyword, value).map(wanted -> "it must be " + wanted));
    }

    /** Whether a role of this name can be managed. */
    public static boolean isRole(String name) {
        return Texts.ROLE.fits(name);
    }

    /** Whether a server, a host or a topology can have this name. */
    public static boolean isName(String name) {
        return Texts.NAME.fits(name);
    }
}
