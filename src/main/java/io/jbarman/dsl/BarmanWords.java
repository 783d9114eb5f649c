package io.jbarman.dsl;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.Map;

/** Where WAL and backups go. What editors complete; made from the description of the language. */
public interface BarmanWords extends WordsForValues {
    /** The host that it is, one of hosts. */
    void host(Object value);

    /** Barman_home: the directory of everything. */
    void home(Object value);

    /** The account that the runtime runs as. */
    void user(Object value);

    /** Barman's main configuration file. */
    void config(Object value);

    /** Where the servers' files go. */
    void config_directory(Object value);

    /** The password file; where left out, .pgpass in the user's home. */
    void passfile(Object value);

    /** For control socket and pidfile; where left out, .jbarman in home. */
    void run_directory(Object value);

    /** For lock files; where left out, home. */
    void lock_directory(Object value);

    /** The log file. */
    void log_file(Object value);

    /** The runtime's own options. */
    void runtime(Map<String, ?> values);

    /** The runtime's own options. */
    void runtime(@DelegatesTo(value = RuntimeWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** The servers whose WAL it keeps, by their names under postgres. */
    void servers(Map<String, ?> all);

    /** A server as its barmanhost sees it; the names are Barman's. */
    void server(
            String name, @DelegatesTo(value = ServerWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A server as its barmanhost sees it; the names are Barman's. */
    void server(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = ServerWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A server as its barmanhost sees it; the names are Barman's. */
    void server(Map<String, ?> values, String name);

    /** The servers whose WAL it keeps, by their names under postgres. */
    void server(String name, Object value);

    /** The servers whose WAL it keeps, by their names under postgres. */
    void server(String name);
}
