package io.jbarman.resource.host;

import io.jbarman.facts.host.EntryFact;
import io.jbarman.plan.Fingerprint;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is told and recorded of a text in place of itself, since it may hold secrets: its length and its digest. Pure. */
final class TextWords {
    private static final int SHORT = 12;
    private static final Pattern DIGEST = Pattern.compile("sha256 ([0-9a-f]{" + SHORT + "})$");

    private TextWords() {}

    static String of(String text) {
        return text.length() + " characters, " + sha256(Fingerprint.of(text));
    }

    /** Of what is in a file, be it too large to be compared. */
    static String of(EntryFact file) {
        String length =
                file.content().map(text -> text.length() + " characters").orElse("(too large to compare)");
        return length + file.sha256().map(one -> ", " + sha256(one)).orElse("");
    }

    private static String sha256(String whole) {
        return "sha256 " + shortened(whole);
    }

    private static String shortened(String sha256) {
        return sha256.substring(0, SHORT);
    }

    /** The digest that such words tell. */
    static Optional<String> digest(String words) {
        Matcher matcher = DIGEST.matcher(words);
        return matcher.find() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
    }

    /** The same of a file. */
    static Optional<String> digest(EntryFact file) {
        return file.sha256().map(TextWords::shortened);
    }

    /** Whether a file holds just the text that these words are of. */
    static boolean areOf(String words, EntryFact file) {
        return digest(words).isPresent() && digest(words).equals(digest(file));
    }
}
