package io.jbarman.dsl;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.Map;

/** A machine. What editors complete; made from the description of the language. */
public interface HostWords extends WordsForValues {
    /** Host name or IP address, as the control node reaches it. */
    void address(Object value);

    /** How it is reached: ssh, or local for this machine itself. */
    void connection(Object value);

    /** How SSH logs in. */
    void ssh(Map<String, ?> values);

    /** How SSH logs in. */
    void ssh(@DelegatesTo(value = SshWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);

    /** As the other hosts reach it, where that differs. */
    void peer_address(Object value);

    /** The SSH port for the other hosts, where that differs. */
    void peer_ssh_port(Object value);

    /** Addresses or networks from which it reaches the others, where they differ from its address. */
    void source_addresses(Object value);

    /** Groups that it joins, each one of groups. */
    void groups(Object value);

    /** Variables of this host; they go before all others but those of plays. */
    void vars(Map<String, ?> all);

    /** Variables of this host; they go before all others but those of plays. */
    void vars(String name, Object value);

    /** Variables of this host; they go before all others but those of plays. */
    void vars(String name);

    /** What its operating system is to have. */
    void system(Map<String, ?> values);

    /** What its operating system is to have. */
    void system(@DelegatesTo(value = SystemWords.class, strategy = Closure.DELEGATE_ONLY) Closure<?> words);
}
