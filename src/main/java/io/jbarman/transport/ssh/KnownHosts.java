package io.jbarman.transport.ssh;

import io.jbarman.diagnostics.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The lines of known_hosts files (OpenSSH: "sshd", SSH_KNOWN_HOSTS FILE FORMAT). Lines that cannot be read are skipped. */
public record KnownHosts(List<Entry> entries) {
    private static final String REVOKED = "@revoked";

    /**
     * One key of one host.
     *
     * @param marker {@code @revoked}, {@code @cert-authority} or empty
     * @param names patterns with commas, or one hashed name
     * @param key the key in base64
     */
    public record Entry(String marker, String names, String type, String key, Origin origin) {
        boolean isRevocation() {
            return marker.equals(REVOKED);
        }

        boolean isFor(String name) {
            return names.startsWith("|1|")
                    ? hashMatches(names, name)
                    : SshConfigFile.matches(names, name.toLowerCase(Locale.ROOT));
        }
    }

    /** Reads the files that exist and can be read. */
    static KnownHosts read(List<Path> files) {
        List<Entry> entries = new ArrayList<>();
        for (Path file : files) {
            try {
                addAll(entries, file, Files.readString(file, StandardCharsets.ISO_8859_1));
            } catch (IOException notThere) {
                // As OpenSSH does: a file that is not there knows nobody.
            }
        }
        return new KnownHosts(entries);
    }

    /** The lines of one file, whose content is this. */
    public static KnownHosts of(String file, String text) {
        List<Entry> entries = new ArrayList<>();
        addAll(entries, Path.of(file), text);
        return new KnownHosts(entries);
    }

    private static void addAll(List<Entry> entries, Path file, String text) {
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String[] words = line.strip().split("\\s+", -1);
            int marker = words[0].startsWith("@") ? 1 : 0;
            if (!line.strip().startsWith("#") && words.length >= marker + 3) {
                entries.add(new Entry(
                        marker == 1 ? words[0] : "",
                        words[marker],
                        words[marker + 1],
                        words[marker + 2],
                        new Origin(file.toString(), number, 0, line)));
            }
        }
    }

    /** The keys that a name is known by; certificate authorities are not understood and count as nothing. */
    public List<Entry> keysOf(String name) {
        return entries.stream()
                .filter(entry -> entry.marker().isEmpty() && entry.isFor(name))
                .toList();
    }

    /** The line that revokes a key for a name, first of all. */
    List<Entry> revocations(String name, String key) {
        return entries.stream()
                .filter(entry -> entry.isRevocation() && entry.key().equals(key) && entry.isFor(name))
                .toList();
    }

    private static boolean hashMatches(String hashed, String name) {
        String[] parts = hashed.split("\\|", -1);
        if (parts.length != 4) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[2]), "HmacSHA1"));
            byte[] hash = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return Arrays.equals(hash, Base64.getDecoder().decode(parts[3]));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }
}
