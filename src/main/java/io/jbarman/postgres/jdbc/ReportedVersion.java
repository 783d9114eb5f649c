package io.jbarman.postgres.jdbc;

import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.PgException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameter {@code server_version}, such as {@code 15.18 (Debian 15.18-0+deb12u1)} -> {@link ServerVersion}. */
final class ReportedVersion {
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?.*");

    private ReportedVersion() {}

    static ServerVersion parse(String reported) throws PgException {
        Matcher matcher = NUMBERS.matcher(reported);
        if (!matcher.matches()) {
            throw new PgException("", "the server reports no version but \"" + reported + "\"");
        }
        int first = number(matcher.group(1));
        int second = number(matcher.group(2));
        return new ServerVersion(
                first >= 10 ? first * 10_000 + second : first * 10_000 + second * 100 + number(matcher.group(3)));
    }

    private static int number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
