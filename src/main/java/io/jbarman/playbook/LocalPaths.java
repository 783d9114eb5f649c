package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.schema.SourceNode.Scalar;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a document names. */
final class LocalPaths {
    private LocalPaths() {}

    /** As the user would name it, who named the document. */
    static String shown(String text, String document, Path path) {
        boolean beside = !text.startsWith("/") && !text.startsWith("~");
        return beside ? Path.of(document).resolveSibling(text).toString() : path.toString();
    }

    /** A pipe or a device may never end. */
    static byte[] bytes(Path path, String whereMissing) {
        if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
            throw new ProblemException(Diagnostic.error("unreadable", "not a regular file", "name a file with text"));
        }
        return FileBytes.of(path, whereMissing);
    }

    /** Tells what is wrong with a file: in it, or where it was named if it cannot be read at all. */
    static void tell(ProblemException unreadable, Scalar name, String shown, Diagnostics problems) {
        boolean missing = unreadable.problems().stream()
                .anyMatch(problem -> problem.code().equals("unreadable"));
        unreadable.problems().forEach(problem -> problems.add(missing ? at(name, shown, problem) : problem));
    }

    /** The problem, where the file was named. */
    static Diagnostic at(Scalar name, String shown, Diagnostic problem) {
        return Diagnostic.error(problem.code(), name.origin(), shown + ": " + problem.summary(), problem.hint());
    }
}
