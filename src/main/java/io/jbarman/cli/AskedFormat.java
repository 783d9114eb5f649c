package io.jbarman.cli;

import java.util.List;

/** The format that a command line asks for, where it cannot be parsed or its command failed. */
final class AskedFormat {
    private AskedFormat() {}

    static boolean isJson(List<String> args) {
        for (int i = 0; i < args.size(); i++) {
            String word = args.get(i);
            boolean next = (word.equals("--format") || word.equals("-f")) && i + 1 < args.size();
            if (List.of("--format=json", "-f=json", "-fjson").contains(word)
                    || (next && args.get(i + 1).equals("json"))) {
                return true;
            }
        }
        return false;
    }
}
