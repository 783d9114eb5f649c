package io.jbarman.resource.file;

import io.jbarman.config.SaidConfiguration;
import io.jbarman.config.SaidServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A configuration that people look after, as Barman reads it: as it is, and as it would be with another text of one of its
 * files. Pure.
 *
 * @param main the main file
 * @param own the file that jbarman would write of the server
 * @param account that Barman logs in as where a connection names no user
 * @param ownPasswords options whose connections are people's own, so that a password in one is theirs as well
 * @param texts by path; those beside {@code own} are read in the order of their names, before those of other places
 */
record PeoplesFiles(
        String main, String own, String server, String account, Set<String> ownPasswords, Map<String, String> texts) {
    /** Barman itself writes it, and reads it last (Barman: "config-update"). */
    static final String AUTOMATIC = "/.barman.auto.conf";

    PeoplesFiles {
        ownPasswords = Set.copyOf(ownPasswords);
        texts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    /** What they say. @throws io.jbarman.diagnostics.ProblemException if they cannot be understood */
    SaidConfiguration said() {
        return SaidConfiguration.of(main, inOrder(texts));
    }

    /** The options that the file's text names, and that are something else where all files are read with it. */
    Overruled with(String text, String wanted) {
        Map<String, String> others = new LinkedHashMap<>(texts);
        others.put(own, text);
        return SaidConfiguration.of(main, inOrder(others))
                .find(server)
                .map(said -> new Overruled(differences(said, wanted), said.places(), said.model()))
                .orElseGet(() -> new Overruled(List.of(), Map.of(), Optional.empty()));
    }

    /** The options of a server that are not as that text of its file would have them, were it alone with the main one. */
    List<String> differences(SaidServer said, String wanted) {
        Map<String, String> alone = new LinkedHashMap<>();
        alone.put(main, texts.getOrDefault(main, ""));
        alone.put(own, wanted);
        return SaidConfiguration.of(main, alone)
                .find(server)
                .map(one -> said.withoutPasswords(ownPasswords, account)
                        .differences(one.withoutPasswords(ownPasswords, account)))
                .orElse(List.of("conninfo"));
    }

    private Map<String, String> inOrder(Map<String, String> all) {
        SortedMap<String, String> included = new TreeMap<>();
        Map<String, String> others = new LinkedHashMap<>();
        all.forEach((path, text) -> (isIncluded(path) ? included : others).put(path, text));
        Map<String, String> ordered = new LinkedHashMap<>();
        ordered.put(main, all.getOrDefault(main, ""));
        ordered.putAll(included);
        ordered.putAll(others);
        return ordered;
    }

    private boolean isIncluded(String path) {
        return !path.equals(main)
                && !path.endsWith(AUTOMATIC)
                && directory(path).equals(directory(own));
    }

    private static String directory(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }
}
