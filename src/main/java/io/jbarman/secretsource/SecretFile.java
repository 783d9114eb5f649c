package io.jbarman.secretsource;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** A file whose first line is a secret, and which its owner alone may read. */
final class SecretFile {
    private static final int LARGEST = 64 * 1024;

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private SecretFile() {}

    static Secret read(Path file) {
        byte[] bytes = bytes(file, "put the password on its first line, mode 0600");
        return SecretText.usable(firstLine(bytes, file), "the first line of " + file);
    }

    /**
     * What is in it, up to what no secret is as large as.
     *
     * @param whereMissing what to do if it is not there
     */
    static byte[] bytes(Path file, String whereMissing) {
        try {
            refuseOpenToOthers(file);
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(LARGEST);
            }
        } catch (NoSuchFileException e) {
            throw problem("secret-missing", "no such file: " + file, whereMissing, e);
        } catch (AccessDeniedException e) {
            throw problem(
                    "secret-unreadable",
                    "permission denied: " + file,
                    "make it readable for the account that runs jbarman, and for no other",
                    e);
        } catch (IOException e) {
            throw problem("secret-unreadable", file + " cannot be read", "look at the file and its disk", e);
        }
    }

    private static void refuseOpenToOthers(Path file) throws IOException {
        if (!Files.isRegularFile(file) && Files.exists(file)) {
            throw problem("secret-invalid", file + " is not a file", "name the file that holds the password");
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        if (mode.stream().anyMatch(OTHERS::contains)) {
            throw problem(
                    "secret-exposed",
                    file + " can be read or changed by others (" + PosixFilePermissions.toString(mode) + ")",
                    "chmod 600 " + file + ", and change the password if others may have seen it");
        }
    }

    private static String firstLine(byte[] bytes, Path file) {
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        try {
            String line = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, end))
                    .toString();
            return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        } catch (CharacterCodingException e) {
            throw problem("secret-invalid", file + " is not UTF-8 text", "put the password on its first line", e);
        }
    }

    private static ProblemException problem(String code, String summary, String hint) {
        return new ProblemException(Diagnostic.error(code, summary, hint));
    }

    private static ProblemException problem(String code, String summary, String hint, IOException cause) {
        return new ProblemException(Diagnostic.error(code, summary, hint), cause);
    }
}
