package io.jbarman.schema;

import io.jbarman.topology.Thing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a task may do: it declares something of a host or a server, with the same keys as the document has for that.
 *
 * @param name Ansible's
 * @param makes what it declares
 * @param key the argument that names the thing; empty where the task's name does
 * @param arguments all of them
 */
record Module(String name, Thing.Kind makes, String key, Block arguments) {
    /** Where a value stands that is no block: of settings. */
    static final String VALUE = "value";

    /** The server that it is about. */
    static final String SERVER = "server";

    /** A file of the control node that content comes from. */
    static final String SRC = "src";

    /** As which account a command runs, where the document has it. */
    static final String USER = SystemBlock.RUN_AS.name();

    static final String CONTENT = "content";

    /** What is called by its account too. */
    static final Set<Thing.Kind> OF_ACCOUNTS = Set.of(Thing.Kind.AUTHORIZED_KEYS, Thing.Kind.KNOWN_HOSTS);

    /** What only names the thing, or where its content comes from; all else is said of the thing. */
    private static final Set<String> NOT_SAID = Set.of(SERVER, SRC);

    static Module of(String name, Thing.Kind makes, Key key, Block thing, Key... more) {
        List<Key> keys = new ArrayList<>(server(makes));
        keys.add(key);
        keys.addAll(Arrays.asList(more));
        return of(name, makes, key.name(), keys, thing);
    }

    /** One whose thing is called as the task is. */
    static Module of(String name, Thing.Kind makes, Block thing) {
        return of(name, makes, "", server(makes), thing);
    }

    private static Module of(String name, Thing.Kind makes, String key, List<Key> first, Block thing) {
        List<Key> keys = new ArrayList<>(first);
        keys.addAll(thing.keys());
        return new Module(name, makes, key, new Block("module " + name, thing.doc(), List.copyOf(keys), thing.open()));
    }

    private static List<Key> server(Thing.Kind makes) {
        return makes.isOfServer()
                ? List.of(
                        Key.optional(SERVER, Texts.NAME, "The server, one of postgres; left out, the one of the host.")
                                .example("pg"))
                : List.of();
    }

    /** Whether an argument is said of the thing. */
    boolean isSaid(String argument) {
        return !argument.equals(key) && !NOT_SAID.contains(argument);
    }

    /** Whether it is part of what names the thing. */
    boolean isAddress(String argument) {
        boolean account = argument.equals(USER) && OF_ACCOUNTS.contains(makes);
        return argument.equals(key) || argument.equals(SERVER) || account;
    }

    /** Whether it is nothing without content. */
    boolean needsContent() {
        return arguments.key(SRC).isPresent();
    }
}
