package io.jbarman.resource.setting;

import io.jbarman.plan.Step;
import io.jbarman.transport.Account;

/** Where settings go on a server that has ALTER SYSTEM switched off: a file of ours in the directory it includes. */
public record IncludedFile(String directory) {
    /** The directory's files are read in the order of their names, and the last one wins. */
    private static final String NAME = "zz-jbarman.conf";

    /** Whether that file is one of these. */
    public static boolean isOurs(String path) {
        return path.endsWith("/" + NAME);
    }

    Step.SetConfigLine line(String server, String host, Account account, String name, String value) {
        String path = directory + "/" + NAME;
        return new Step.SetConfigLine(
                host,
                account.toString(),
                path,
                name,
                value,
                "set " + name + " = " + value + " in " + path + " of " + server);
    }
}
