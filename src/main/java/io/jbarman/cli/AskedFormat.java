package io.jbarman.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The format that a command line asks for, where it cannot be parsed or its command failed. */
final class AskedFormat {
    private AskedFormat() {}

    static boolean isJson(List<String> args) {
        return is("json", args);
    }

    static boolean isHtml(List<String> args) {
        return is("html", args);
    }

    private static boolean is(String format, List<String> args) {
        return args.contains("-f" + format)
                || value(args, "--format").filter(format::equals).isPresent()
                || value(args, "-f").filter(format::equals).isPresent();
    }

    /** The file that the report is to go to. */
    static Optional<Path> report(List<String> args) {
        try {
            return value(args, "--report").filter(file -> !file.startsWith("-")).map(Path::of);
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }

    private static Optional<String> value(List<String> args, String option) {
        for (int i = 0; i < args.size(); i++) {
            String word = args.get(i);
            if (word.startsWith(option + "=")) {
                return Optional.of(word.substring(option.length() + 1));
            }
            if (word.equals(option) && i + 1 < args.size()) {
                return Optional.of(args.get(i + 1));
            }
        }
        return Optional.empty();
    }
}
