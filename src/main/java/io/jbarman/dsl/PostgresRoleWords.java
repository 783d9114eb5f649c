package io.jbarman.dsl;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.Map;

/** A role; what is left out is left alone. What editors complete; made from the description of the language. */
public interface PostgresRoleWords extends WordsForValues {
    /** The server, one of postgres; left out, the one of the host. */
    void server(Object value);

    /** Its name. */
    void name(Object value);

    /** Whether it may log in. */
    void login(Object value);

    /** Whether it may do everything. */
    void superuser(Object value);

    /** Whether it may create databases. */
    void createdb(Object value);

    /** Whether it may create roles. */
    void createrole(Object value);

    /** Whether it has the privileges of roles that it is a member of. */
    void inherit(Object value);

    /** Whether it may replicate. */
    void replication(Object value);

    /** Whether row-level security does not hold for it. */
    void bypassrls(Object value);

    /** How many sessions it may have; -1: any. */
    void connection_limit(Object value);

    /** Until when its password is good. */
    void valid_until(Object value);

    /** The name of a secret, one of secrets. */
    void password(Object value);

    /** Roles that it is a member of, with options. */
    void member_of(Map<String, ?> all);

    /** How the role is a member of another one; options that are left out are left alone. */
    void member_of(
            String name, @DelegatesTo(value = MemberOfWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** How the role is a member of another one; options that are left out are left alone. */
    void member_of(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = MemberOfWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** How the role is a member of another one; options that are left out are left alone. */
    void member_of(Map<String, ?> values, String name);

    /** Roles that it is a member of, with options. */
    void member_of(String name, Object value);

    /** Roles that it is a member of, with options. */
    void member_of(String name);

    /** Settings of its own, in all databases. */
    void settings(Map<String, ?> all);

    /** No value of its own. */
    void setting(
            String name,
            @DelegatesTo(value = RoleSettingWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** No value of its own. */
    void setting(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = RoleSettingWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** No value of its own. */
    void setting(Map<String, ?> values, String name);

    /** Settings of its own, in all databases. */
    void setting(String name, Object value);

    /** Settings of its own, in all databases. */
    void setting(String name);

    /** Settings of its own in one database, by the database's name. */
    void in_database(Map<String, ?> all);

    /** Settings of its own in one database, by the database's name. */
    void in_database(String name, Object value);

    /** Settings of its own in one database, by the database's name. */
    void in_database(String name);

    /** Its comment; empty text takes it away. */
    void comment(Object value);

    /** Whether it is to be there; absent removes it. */
    void state(Object value);

    /** Who gets what the role owns when it goes. */
    void reassign_to(Object value);
}
