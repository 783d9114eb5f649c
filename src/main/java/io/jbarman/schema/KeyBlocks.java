package io.jbarman.schema;

import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.topology.HostSystem.KnownKey;
import io.jbarman.topology.HostSystem.LoginKey;

/** Who may log in as an account, and which hosts it trusts: <code>{ user: ops, key: "ssh-ed25519 AAAA... clerk" }</code>. */
final class KeyBlocks {
    /** For examples; it opens nothing. */
    static final String SOME_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHxMUrIhBVOhIpPF1g86uW2301AmxH8oW1upm2UeTg7d";

    private static final TextType OPTIONS = new TextType(
            "options of authorized_keys like restrict,from=\"10.0.0.9\"",
            "^([^\" \\u0000-\\u001f\\u007f]|\"([^\"\\\\\\u0000-\\u001f\\u007f]|\\\\.)*\")+$",
            KeyBlocks::areOptions);

    private static final TextType HOST = TextType.of(
            "a host as ssh calls it, with the port where it is not 22: [db.example]:2222",
            "^(\\[[A-Za-z0-9._:-]+\\]:[0-9]{1,5}|[A-Za-z0-9._:-]+)$");

    static final Block AUTHORIZED_KEY = Block.of(
            "a key that may log in",
            "That a key may log in as an account; keys of others are left alone.",
            Key.required("user", Texts.ACCOUNT, "The account.").example("ops"),
            Key.required("key", PublicKeys.OF_PEOPLE, "The public key, with its comment.")
                    .example("\"" + SOME_KEY + " clerk\""),
            Key.optional("key_options", OPTIONS, "Options before the key; left out, those that are there stay.")
                    .example("'restrict,from=\"10.0.0.9\"'"),
            StateWord.KEY,
            Key.optional(
                            "own_login",
                            new TruthType(),
                            "That the key may be the one that jbarman logs in with, and be shut out or bound by options.")
                    .defaults("false"),
            Key.later("exclusive", "say state: absent of each key that is to go: nothing else is taken away"),
            Key.later("path", "leave it out: it is .ssh/authorized_keys in the account's home"));

    static final Block KNOWN_HOST = Block.of(
            "a known host",
            "That an account trusts a host by this key; keys of other types and hosts are left alone.",
            Key.optional("user", Texts.ACCOUNT, "The account.").defaults("root"),
            Key.required("name", HOST, "The host, as the account calls it.").example("db.example"),
            Key.optional("key", PublicKeys.OF_HOSTS, "The host's public key; with state: absent, left out, all.")
                    .example("\"" + SOME_KEY + "\""),
            StateWord.KEY,
            Key.later("hash_host", "leave it out: names are written as they are, hashed ones are understood"),
            Key.later("path", "leave it out: it is .ssh/known_hosts in the account's home"));

    private KeyBlocks() {}

    /** Spaces stand between quotes only, where a quote after a backslash does not end them. */
    private static boolean areOptions(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '\u007f' || (c == ' ' && !quoted)) {
                return false;
            }
            boolean escapes = quoted && c == '\\' && text.startsWith("\"", i + 1);
            quoted ^= c == '"';
            i += escapes ? 1 : 0;
        }
        return !quoted && !text.isEmpty();
    }

    static LoginKey login(Entry entry) {
        BlockValues values = BlockValues.of(entry, AUTHORIZED_KEY);
        return new LoginKey(
                entry.key(),
                values.word("user"),
                values.word("key"),
                values.text("key_options"),
                StateWord.isAbsent(values),
                values.truth("own_login"));
    }

    static KnownKey known(Entry entry) {
        BlockValues values = BlockValues.of(entry, KNOWN_HOST);
        return new KnownKey(
                entry.key(), values.word("user"), values.word("name"), values.text("key"), StateWord.isAbsent(values));
    }
}
