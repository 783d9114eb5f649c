package io.jbarman.dsl;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.Map;

/** A PostgreSQL server, by the name that Barman knows it by. What editors complete; made from the description of the language. */
public interface PostgresWords extends WordsForValues {
    /** The host that it runs on, one of hosts. */
    void host(Object value);

    /** The port that it listens on. */
    void port(Object value);

    /** The directory of its Unix socket; where left out, found. */
    void socket_directory(Object value);

    /** Its major version; another one is then a conflict. */
    void version(Object value);

    /** Its data directory; where left out, asked of the server. */
    void data_directory(Object value);

    /** Its systemd unit; where left out, found. */
    void service(Object value);

    /** The account that it runs as. */
    void os_user(Object value);

    /** How jbarman's own session is reached. */
    void access(Object value);

    /** How jbarman's own session is reached. */
    void access(Map<String, ?> values);

    /** How jbarman's own session is reached. */
    void access(@DelegatesTo(value = AccessWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** The authentication method of the rules that jbarman adds to pg_hba.conf. */
    void hba_method(Object value);

    /** The connection type of those rules: host, or hostssl to insist on TLS. */
    void hba_type(Object value);

    /** Whether those rules may be put above one that rejects such connections. */
    void hba_above_reject(Object value);

    /** Whether jbarman may restart the server: never, when-needed, or in a weekly window of the host's local time. */
    void restart(Object value);

    /** Settings by name: a value, or { at_least: number } for a floor. */
    void settings(Map<String, ?> all);

    /** A floor: more is left alone. */
    void setting(
            String name, @DelegatesTo(value = SettingWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A floor: more is left alone. */
    void setting(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = SettingWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A floor: more is left alone. */
    void setting(Map<String, ?> values, String name);

    /** Settings by name: a value, or { at_least: number } for a floor. */
    void setting(String name, Object value);

    /** Settings by name: a value, or { at_least: number } for a floor. */
    void setting(String name);

    /** How its standbys log in. */
    void replication(Map<String, ?> values);

    /** How its standbys log in. */
    void replication(@DelegatesTo(value = ReplicationWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** Servers that follow this one, by name. */
    void standbys(Map<String, ?> all);

    /** A server that follows this one by streaming, made by a base backup where it does not exist. */
    void standby(
            String name, @DelegatesTo(value = StandbyWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A server that follows this one by streaming, made by a base backup where it does not exist. */
    void standby(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = StandbyWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A server that follows this one by streaming, made by a base backup where it does not exist. */
    void standby(Map<String, ?> values, String name);

    /** Servers that follow this one, by name. */
    void standby(String name, Object value);

    /** Servers that follow this one, by name. */
    void standby(String name);

    /** Roles by name. */
    void roles(Map<String, ?> all);

    /** A role; what is left out is left alone. */
    void role(String name, @DelegatesTo(value = RoleWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A role; what is left out is left alone. */
    void role(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = RoleWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A role; what is left out is left alone. */
    void role(Map<String, ?> values, String name);

    /** Roles by name. */
    void role(String name, Object value);

    /** Roles by name. */
    void role(String name);

    /** Grants, each by a name of its own. */
    void grants(Map<String, ?> all);

    /** Privileges of one role on objects of one kind, in one database; others are left alone. */
    void grant(String name, @DelegatesTo(value = GrantWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** Privileges of one role on objects of one kind, in one database; others are left alone. */
    void grant(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = GrantWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** Privileges of one role on objects of one kind, in one database; others are left alone. */
    void grant(Map<String, ?> values, String name);

    /** Grants, each by a name of its own. */
    void grant(String name, Object value);

    /** Grants, each by a name of its own. */
    void grant(String name);

    /** Databases by name. */
    void databases(Map<String, ?> all);

    /** A database; what is left out is left alone. */
    void database(
            String name, @DelegatesTo(value = DatabaseWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A database; what is left out is left alone. */
    void database(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = DatabaseWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A database; what is left out is left alone. */
    void database(Map<String, ?> values, String name);

    /** Databases by name. */
    void database(String name, Object value);

    /** Databases by name. */
    void database(String name);

    /** Extensions by name. */
    void extensions(Map<String, ?> all);

    /** An extension in one or more databases; what is left out is left alone. */
    void extension(
            String name, @DelegatesTo(value = ExtensionWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** An extension in one or more databases; what is left out is left alone. */
    void extension(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = ExtensionWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** An extension in one or more databases; what is left out is left alone. */
    void extension(Map<String, ?> values, String name);

    /** Extensions by name. */
    void extension(String name, Object value);

    /** Extensions by name. */
    void extension(String name);

    /** Physical slots by name. */
    void slots(Map<String, ?> all);

    /** A physical replication slot beside those of barmanhosts and standbys. */
    void slot(String name, @DelegatesTo(value = SlotWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A physical replication slot beside those of barmanhosts and standbys. */
    void slot(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = SlotWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A physical replication slot beside those of barmanhosts and standbys. */
    void slot(Map<String, ?> values, String name);

    /** Physical slots by name. */
    void slot(String name, Object value);

    /** Physical slots by name. */
    void slot(String name);

    /** Rules of pg_hba.conf, each by a name of its own; its standbys have them too. */
    void hba(Map<String, ?> all);

    /** That users may connect from somewhere, or may not; it is put before the first rule that would answer such a connection by another method. */
    void hba(String name, @DelegatesTo(value = HbaWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** That users may connect from somewhere, or may not; it is put before the first rule that would answer such a connection by another method. */
    void hba(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = HbaWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** That users may connect from somewhere, or may not; it is put before the first rule that would answer such a connection by another method. */
    void hba(Map<String, ?> values, String name);

    /** Rules of pg_hba.conf, each by a name of its own; its standbys have them too. */
    void hba(String name, Object value);

    /** Rules of pg_hba.conf, each by a name of its own; its standbys have them too. */
    void hba(String name);
}
