package io.jbarman.quickstart;

import java.nio.file.Path;
import java.util.Map;

/** Where jbarman keeps what can be fetched or built again (XDG Base Directory Specification: XDG_CACHE_HOME). */
public final class CacheDirectory {
    private CacheDirectory() {}

    /** jbarman's own directory, which need not exist yet. */
    public static Path of(Map<String, String> environment, Path home) {
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = xdg.startsWith("/") ? Path.of(xdg) : home.resolve(".cache");
        return base.resolve("jbarman");
    }

    /** The one of this process's account. */
    public static Path ofThisAccount() {
        return of(System.getenv(), home());
    }

    /** This account's home: HOME, as every program but the JVM has it, else what the password database says. */
    static Path home() {
        String home = System.getenv().getOrDefault("HOME", "");
        return Path.of(home.isEmpty() ? System.getProperty("user.home", "/") : home);
    }
}
