package io.jbarman.dsl;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.Map;

/** One thing that is to be so. What editors complete; made from the description of the language. */
public interface TaskWords extends WordsForValues {
    /** What it is for. */
    void name(Object value);

    /** Only where this is true; of several, all must be. */
    void when(Object value);

    /** Once for each of these; in the task's texts, item is the one in hand. */
    void loop(Object value);

    /** Handlers of the play to be run if this changes something. */
    void notify(Object value);

    /** As which account a command runs: true for root; left out, the one that logs in. */
    void become(Object value);

    /** Whether plans and reports are to show no value of it. */
    void no_log(Object value);

    /** In place of a module: a file with more tasks, relative to the document. */
    void import_tasks(Object value);

    /** By which --tags and --skip-tags choose. */
    void tags(Object value);

    /** What is to be at a path; what is left out is left alone. */
    void file(Map<String, ?> values);

    /** What is to be at a path; what is left out is left alone. */
    void file(@DelegatesTo(value = TaskFileWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** What is to be at a path; what is left out is left alone. */
    void copy(Map<String, ?> values);

    /** What is to be at a path; what is left out is left alone. */
    void copy(@DelegatesTo(value = CopyWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** What is to be at a path; what is left out is left alone. */
    void template(Map<String, ?> values);

    /** What is to be at a path; what is left out is left alone. */
    void template(@DelegatesTo(value = TemplateWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** An account; what is left out is left alone. Passwords are not managed. */
    void user(Map<String, ?> values);

    /** An account; what is left out is left alone. Passwords are not managed. */
    void user(@DelegatesTo(value = TaskUserWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A group of accounts. */
    void group(Map<String, ?> values);

    /** A group of accounts. */
    void group(@DelegatesTo(value = TaskGroupWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A service, of systemd or by its init script; what is left out is left alone. */
    void service(Map<String, ?> values);

    /** A service, of systemd or by its init script; what is left out is left alone. */
    void service(@DelegatesTo(value = TaskServiceWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A line of an account's crontab. */
    void cron(Map<String, ?> values);

    /** A line of an account's crontab. */
    void cron(@DelegatesTo(value = TaskCronWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A timer of systemd, with the service that it starts: both unit files are written. */
    void systemd_timer(Map<String, ?> values);

    /** A timer of systemd, with the service that it starts: both unit files are written. */
    void systemd_timer(
            @DelegatesTo(value = SystemdTimerWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A program that runs where what it does is not done yet; creates, removes or unless tell. */
    void command(Map<String, ?> values);

    /** A program that runs where what it does is not done yet; creates, removes or unless tell. */
    void command(@DelegatesTo(value = TaskCommandWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** That a key may log in as an account; keys of others are left alone. */
    void authorized_key(Map<String, ?> values);

    /** That a key may log in as an account; keys of others are left alone. */
    void authorized_key(
            @DelegatesTo(value = TaskAuthorizedKeyWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** That an account trusts a host by this key; keys of other types and hosts are left alone. */
    void known_hosts(Map<String, ?> values);

    /** That an account trusts a host by this key; keys of other types and hosts are left alone. */
    void known_hosts(@DelegatesTo(value = KnownHostsWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A setting of a server. */
    void postgres_setting(Map<String, ?> values);

    /** A setting of a server. */
    void postgres_setting(
            @DelegatesTo(value = PostgresSettingWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A role; what is left out is left alone. */
    void postgres_role(Map<String, ?> values);

    /** A role; what is left out is left alone. */
    void postgres_role(
            @DelegatesTo(value = PostgresRoleWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A database; what is left out is left alone. */
    void postgres_database(Map<String, ?> values);

    /** A database; what is left out is left alone. */
    void postgres_database(
            @DelegatesTo(value = PostgresDatabaseWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** Privileges of one role on objects of one kind, in one database; others are left alone. */
    void postgres_grant(Map<String, ?> values);

    /** Privileges of one role on objects of one kind, in one database; others are left alone. */
    void postgres_grant(
            @DelegatesTo(value = PostgresGrantWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** An extension in one or more databases; what is left out is left alone. */
    void postgres_extension(Map<String, ?> values);

    /** An extension in one or more databases; what is left out is left alone. */
    void postgres_extension(
            @DelegatesTo(value = PostgresExtensionWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A physical replication slot beside those of barmanhosts and standbys. */
    void postgres_slot(Map<String, ?> values);

    /** A physical replication slot beside those of barmanhosts and standbys. */
    void postgres_slot(
            @DelegatesTo(value = PostgresSlotWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** That users may connect from somewhere, or may not; it is put before the first rule that would answer such a connection by another method. */
    void postgres_hba(Map<String, ?> values);

    /** That users may connect from somewhere, or may not; it is put before the first rule that would answer such a connection by another method. */
    void postgres_hba(@DelegatesTo(value = PostgresHbaWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);
}
