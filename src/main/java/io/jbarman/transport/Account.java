package io.jbarman.transport;

/** On whose behalf something is done on a host. */
public sealed interface Account {
    /** The account that logged in. */
    Account LOGIN = new Login();
    /** The superuser of the operating system. */
    Account ROOT = new Named("root");

    /** The account of that name. */
    static Account named(String name) {
        return new Named(name);
    }

    /** The account that logged in, whoever it is. */
    record Login() implements Account {
        @Override
        public String toString() {
            return "the login account";
        }
    }

    /** An account by name, reached by sudo (or runuser, as root) unless it is the one that logged in. */
    record Named(String name) implements Account {
        @Override
        public String toString() {
            return name;
        }
    }
}
