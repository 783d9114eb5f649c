package io.jbarman.schema;

import io.jbarman.topology.Host;
import io.jbarman.topology.Host.Become;
import io.jbarman.topology.Host.ConnectionKind;
import io.jbarman.topology.Host.SshAccess;
import java.util.Optional;
import java.util.OptionalInt;

/** A machine: <code>pghost: { address: 10.0.0.1, ssh: { user: ops, become: sudo } }</code>. */
final class HostBlock {
    private static final TextType JUMP = TextType.of(
                    "a host like bastion or ops@bastion.example:22, just one, or none",
                    "^([A-Za-z_][A-Za-z0-9_.-]*@)?([A-Za-z0-9][A-Za-z0-9_.-]*|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?$")
            .and(text -> text.length() < 300);

    static final Block SSH = Block.of(
            "ssh",
            "How SSH logs in; what is left out comes from ~/.ssh/config, then from OpenSSH's defaults.",
            Key.optional("user", Texts.ACCOUNT, "The account that logs in.").example("ops"),
            Key.optional("port", new NumberType(1, 65535), "The port of the SSH server.")
                    .example("22"),
            Key.optional("identity_file", Texts.LOCAL_PATH, "The private key, on the control node.")
                    .example("~/.ssh/id_ed25519"),
            Key.optional("known_hosts", Texts.LOCAL_PATH, "The file of known host keys, on the control node.")
                    .example("~/.ssh/known_hosts"),
            Key.optional(
                            "become",
                            ChoiceType.of(Become.values()),
                            "How privileges are taken: sudo, without a password, or none.")
                    .defaults("none"),
            Key.optional(
                            "jump",
                            JUMP,
                            "The host that it is reached through, as ProxyJump names it; none for no such host.")
                    .example("ops@bastion.example:22"));

    static final Block BLOCK = Block.of(
            "a host",
            "A machine.",
            Key.required("address", Texts.ADDRESS, "Host name or IP address, as the control node reaches it.")
                    .example("10.0.0.1"),
            Key.optional(
                            "connection",
                            ChoiceType.of(ConnectionKind.values()).later("openssh", "none"),
                            "How it is reached: ssh, or local for this machine itself.")
                    .defaults("ssh"),
            Key.optional("ssh", SSH, "How SSH logs in."),
            Key.optional("peer_address", Texts.ADDRESS, "As the other hosts reach it, where that differs.")
                    .example("192.168.0.1"),
            Key.optional(
                            "peer_ssh_port",
                            new NumberType(1, 65535),
                            "The SSH port for the other hosts, where that differs.")
                    .example("22"),
            Key.optional(
                            "source_addresses",
                            new ListType(Texts.NETWORK),
                            "Addresses or networks from which it reaches the others, where they differ from its address.")
                    .example("[192.168.0.1]"),
            Key.optional("groups", new ListType(Texts.NAME), "Groups that it joins, each one of groups.")
                    .example("[primaries]"),
            Key.optional(
                            "vars",
                            VarsBlock.TYPE,
                            "Variables of this host; they go before all others but those of plays.")
                    .example("{ archive_home: /srv/barman }"),
            Key.optional("system", SystemBlock.BLOCK, "What its operating system is to have."));

    private HostBlock() {}

    static Host build(SourceNode.Entry entry, BlockValues defaults, ControlNode node) {
        BlockValues values = BlockValues.of(entry, BLOCK);
        return new Host(
                entry.key(),
                values.word("address"),
                values.choice("connection", ConnectionKind.class).orElse(ConnectionKind.SSH),
                ssh(values.inside("ssh", SSH), defaults, node),
                values.text("peer_address"),
                values.number("peer_ssh_port").map(OptionalInt::of).orElse(OptionalInt.empty()),
                values.texts("source_addresses"),
                values.texts("groups"),
                SystemBlock.build(values.inside("system", SystemBlock.BLOCK)));
    }

    private static SshAccess ssh(BlockValues own, BlockValues defaults, ControlNode node) {
        return new SshAccess(
                either("user", own, defaults),
                either("port", own, defaults)
                        .map(Integer::valueOf)
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty()),
                either("identity_file", own, defaults).map(node::resolve),
                either("known_hosts", own, defaults).map(node::resolve),
                (own.node("become").isPresent() ? own : defaults)
                        .choice("become", Become.class)
                        .orElse(Become.NONE),
                either("jump", own, defaults));
    }

    private static Optional<String> either(String key, BlockValues own, BlockValues defaults) {
        return own.node(key).isPresent() ? own.text(key) : defaults.text(key);
    }
}
