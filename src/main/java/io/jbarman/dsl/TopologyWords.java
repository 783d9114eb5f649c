package io.jbarman.dsl;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.Map;

/** A topology: which hosts and PostgreSQL servers there are, and where their WAL goes. What editors complete; made from the description of the language. */
public interface TopologyWords extends WordsForValues {
    /** The version of the language. */
    void version(Object value);

    /** The name of the topology. */
    void name(Object value);

    /** Variables, for use between double braces in any text. */
    void vars(Map<String, ?> all);

    /** Variables, for use between double braces in any text. */
    void vars(String name, Object value);

    /** Variables, for use between double braces in any text. */
    void vars(String name);

    /** Files of more variables, relative to the document; they go before vars, later ones before earlier ones. */
    void vars_files(Object value);

    /** Where secrets are found, by the names that are used elsewhere. */
    void secrets(Map<String, ?> all);

    /** Where a secret is found; never the secret itself. */
    void secret(
            String name, @DelegatesTo(value = SecretWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** Where a secret is found; never the secret itself. */
    void secret(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = SecretWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** Where a secret is found; never the secret itself. */
    void secret(Map<String, ?> values, String name);

    /** Where secrets are found, by the names that are used elsewhere. */
    void secret(String name, Object value);

    /** What holds for all hosts that say nothing else. */
    void defaults(Map<String, ?> values);

    /** What holds for all hosts that say nothing else. */
    void defaults(@DelegatesTo(value = DefaultsWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** The machines, by name. */
    void hosts(Map<String, ?> all);

    /** A machine. */
    void host(String name, @DelegatesTo(value = HostWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A machine. */
    void host(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = HostWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A machine. */
    void host(Map<String, ?> values, String name);

    /** The machines, by name. */
    void host(String name, Object value);

    /** The machines, by name. */
    void host(String name);

    /** Groups of hosts, by name. */
    void groups(Map<String, ?> all);

    /** Hosts that have something in common. */
    void group(
            String name,
            @DelegatesTo(value = TopologyGroupWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** Hosts that have something in common. */
    void group(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = TopologyGroupWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** Hosts that have something in common. */
    void group(Map<String, ?> values, String name);

    /** Groups of hosts, by name. */
    void group(String name, Object value);

    /** Groups of hosts, by name. */
    void group(String name);

    /** The PostgreSQL servers, by the names that Barman knows them by. */
    void postgres(Map<String, ?> all);

    /** A PostgreSQL server, by the name that Barman knows it by. */
    void postgres(
            String name, @DelegatesTo(value = PostgresWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A PostgreSQL server, by the name that Barman knows it by. */
    void postgres(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = PostgresWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A PostgreSQL server, by the name that Barman knows it by. */
    void postgres(Map<String, ?> values, String name);

    /** The PostgreSQL servers, by the names that Barman knows them by. */
    void postgres(String name, Object value);

    /** The PostgreSQL servers, by the names that Barman knows them by. */
    void postgres(String name);

    /** Where WAL and backups go, by name. */
    void barman(Map<String, ?> all);

    /** Where WAL and backups go. */
    void barman(
            String name, @DelegatesTo(value = BarmanWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** Where WAL and backups go. */
    void barman(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = BarmanWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** Where WAL and backups go. */
    void barman(Map<String, ?> values, String name);

    /** Where WAL and backups go, by name. */
    void barman(String name, Object value);

    /** Where WAL and backups go, by name. */
    void barman(String name);

    /** When and about what drift is reported. */
    void drift(Map<String, ?> values);

    /** When and about what drift is reported. */
    void drift(@DelegatesTo(value = DriftWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** Tasks for hosts, as Ansible has them. */
    void plays(Object value);

    /** Tasks for some hosts, each done in its order. */
    void play(String name, @DelegatesTo(value = PlayWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** Tasks for some hosts, each done in its order. */
    void play(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = PlayWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** Tasks for some hosts, each done in its order. */
    void play(Map<String, ?> values, String name);
}
