package io.jbarman.dsl;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.Map;

/** What a host's operating system is to have, beside what its servers and barmanhosts need of it. What editors complete; made from the description of the language. */
public interface SystemWords extends WordsForValues {
    /** Groups of accounts, by name. */
    void groups(Map<String, ?> all);

    /** A group of accounts. */
    void group(String name, @DelegatesTo(value = GroupWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A group of accounts. */
    void group(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = GroupWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A group of accounts. */
    void group(Map<String, ?> values, String name);

    /** Groups of accounts, by name. */
    void group(String name, Object value);

    /** Groups of accounts, by name. */
    void group(String name);

    /** Accounts, by name. */
    void users(Map<String, ?> all);

    /** An account; what is left out is left alone. Passwords are not managed. */
    void user(String name, @DelegatesTo(value = UserWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** An account; what is left out is left alone. Passwords are not managed. */
    void user(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = UserWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** An account; what is left out is left alone. Passwords are not managed. */
    void user(Map<String, ?> values, String name);

    /** Accounts, by name. */
    void user(String name, Object value);

    /** Accounts, by name. */
    void user(String name);

    /** Files and directories, by path. */
    void files(Map<String, ?> all);

    /** What is to be at a path; what is left out is left alone. */
    void file(String name, @DelegatesTo(value = FileWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** What is to be at a path; what is left out is left alone. */
    void file(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = FileWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** What is to be at a path; what is left out is left alone. */
    void file(Map<String, ?> values, String name);

    /** Files and directories, by path. */
    void file(String name, Object value);

    /** Services, by name. */
    void services(Map<String, ?> all);

    /** A service, of systemd or by its init script; what is left out is left alone. */
    void service(
            String name, @DelegatesTo(value = ServiceWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A service, of systemd or by its init script; what is left out is left alone. */
    void service(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = ServiceWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A service, of systemd or by its init script; what is left out is left alone. */
    void service(Map<String, ?> values, String name);

    /** Services, by name. */
    void service(String name, Object value);

    /** Services, by name. */
    void service(String name);

    /** Lines of crontabs, by a name. */
    void cron(Map<String, ?> all);

    /** A line of an account's crontab. */
    void cron(String name, @DelegatesTo(value = CronWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A line of an account's crontab. */
    void cron(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = CronWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A line of an account's crontab. */
    void cron(Map<String, ?> values, String name);

    /** Lines of crontabs, by a name. */
    void cron(String name, Object value);

    /** Lines of crontabs, by a name. */
    void cron(String name);

    /** Timers of systemd, by name. */
    void timers(Map<String, ?> all);

    /** A timer of systemd, with the service that it starts: both unit files are written. */
    void timer(String name, @DelegatesTo(value = TimerWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A timer of systemd, with the service that it starts: both unit files are written. */
    void timer(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = TimerWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A timer of systemd, with the service that it starts: both unit files are written. */
    void timer(Map<String, ?> values, String name);

    /** Timers of systemd, by name. */
    void timer(String name, Object value);

    /** Timers of systemd, by name. */
    void timer(String name);

    /** Packages, by name. */
    void packages(Map<String, ?> all);

    /** A package of the distribution, installed where it is not there; never upgraded. */
    void packages(
            String name, @DelegatesTo(value = PackagesWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A package of the distribution, installed where it is not there; never upgraded. */
    void packages(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = PackagesWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A package of the distribution, installed where it is not there; never upgraded. */
    void packages(Map<String, ?> values, String name);

    /** Packages, by name. */
    void packages(String name, Object value);

    /** Packages, by name. */
    void packages(String name);

    /** Programs to be run, by a name. */
    void commands(Map<String, ?> all);

    /** A program that runs where what it does is not done yet; creates, removes or unless tell. */
    void command(
            String name, @DelegatesTo(value = CommandWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A program that runs where what it does is not done yet; creates, removes or unless tell. */
    void command(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = CommandWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** A program that runs where what it does is not done yet; creates, removes or unless tell. */
    void command(Map<String, ?> values, String name);

    /** Programs to be run, by a name. */
    void command(String name, Object value);

    /** Programs to be run, by a name. */
    void command(String name);

    /** Keys that may log in, each by a name of its own. */
    void authorized_keys(Map<String, ?> all);

    /** That a key may log in as an account; keys of others are left alone. */
    void authorized_key(
            String name,
            @DelegatesTo(value = AuthorizedKeyWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** That a key may log in as an account; keys of others are left alone. */
    void authorized_key(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = AuthorizedKeyWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** That a key may log in as an account; keys of others are left alone. */
    void authorized_key(Map<String, ?> values, String name);

    /** Keys that may log in, each by a name of its own. */
    void authorized_key(String name, Object value);

    /** Keys that may log in, each by a name of its own. */
    void authorized_key(String name);

    /** Host keys that accounts trust, each by a name of its own. */
    void known_hosts(Map<String, ?> all);

    /** That an account trusts a host by this key; keys of other types and hosts are left alone. */
    void known_host(
            String name, @DelegatesTo(value = KnownHostWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** That an account trusts a host by this key; keys of other types and hosts are left alone. */
    void known_host(
            Map<String, ?> values,
            String name,
            @DelegatesTo(value = KnownHostWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** That an account trusts a host by this key; keys of other types and hosts are left alone. */
    void known_host(Map<String, ?> values, String name);

    /** Host keys that accounts trust, each by a name of its own. */
    void known_host(String name, Object value);

    /** Host keys that accounts trust, each by a name of its own. */
    void known_host(String name);
}
