package io.jbarman.topology;

/** Where values stand in a document. */
final class Paths {
    private Paths() {}

    static String server(PostgresServer server) {
        return "postgres." + server.name();
    }

    static String barman(BarmanHost barman) {
        return "barman." + barman.name();
    }

    static String archived(BarmanHost barman, ArchivedServer server) {
        return barman(barman) + ".servers." + server.name();
    }
}
