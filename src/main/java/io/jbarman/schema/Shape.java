package io.jbarman.schema;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What stands at a place of the language, for a spelling that opens blocks and puts words into them. */
public sealed interface Shape {
    /** A block with keys of its own. */
    record Keys(Block block) implements Shape {
        @Override
        public Optional<Word> word(String name) {
            Optional<Key> key = block.key(name);
            if (key.isPresent()) {
                return key.map(found -> new Word(name, of(found.type())));
            }
            Optional<Key> plural = block.key(name + "s")
                    .filter(found -> of(found.type()) instanceof Names names
                            && names.noun().equals(name));
            if (plural.isPresent()) {
                return plural.map(found -> new Word(found.name(), of(found.type())));
            }
            Optional<Key> listed = block.key(name + "s")
                    .filter(found -> of(found.type()) instanceof Items items
                            && items.noun().equals(name));
            if (listed.isPresent()) {
                return listed.map(found -> new Word(found.name(), of(found.type())));
            }
            return block.open().filter(more -> more.names().contains(name)).map(more -> new Word(name, new Data()));
        }
    }

    /**
     * A mapping whose keys the document chooses.
     *
     * @param noun what one is called: {@code host}
     */
    record Names(String noun, Shape each) implements Shape {
        @Override
        public Optional<Word> word(String name) {
            return Optional.of(new Word(name, each));
        }
    }

    /**
     * A list of blocks that have names of their own: {@code play('x') { }} adds one.
     *
     * @param noun what one is called: {@code play}
     */
    record Items(String noun, Shape each) implements Shape {
        @Override
        public Optional<Word> word(String name) {
            return Optional.empty();
        }
    }

    /** Single values, lists, mappings of such. */
    record Data() implements Shape {
        @Override
        public Optional<Word> word(String name) {
            return Optional.of(new Word(name, this));
        }
    }

    /**
     * A word that may be used at a place.
     *
     * @param key where what it says goes: {@code hosts} for the word {@code host}
     */
    record Word(String key, Shape shape) {}

    /** What a word means here; empty if nothing. */
    Optional<Word> word(String name);

    /** The whole document. */
    static Shape document() {
        return new Keys(TopologyDocument.BLOCK);
    }

    /** The ways in which a secret is found: each is a mapping with that one key. */
    static Set<String> waysToSecrets() {
        Set<String> ways = new TreeSet<>();
        SecretType.BLOCK.keys().forEach(key -> ways.add(key.name()));
        return ways;
    }

    /** The shape of what a type takes. */
    static Shape of(ValueType type) {
        if (type instanceof Block block) {
            return new Keys(block);
        }
        if (type instanceof NamedType named) {
            return new Names(named.noun(), of(named.value()));
        }
        if (type instanceof EitherType either) {
            return of(either.mapping());
        }
        if (type instanceof ListType list && list.item() instanceof Block block) {
            return new Items(block.what().substring(block.what().indexOf(' ') + 1), new Keys(block));
        }
        if (type instanceof LinkType) {
            return new Keys(LinkType.BLOCK);
        }
        return type instanceof SecretType ? new Keys(SecretType.BLOCK) : new Data();
    }
}
