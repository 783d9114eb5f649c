package io.jbarman.golden;

import io.jbarman.fixture.PgCluster;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A state of real servers that a plan is made for.
 *
 * @param name of the directory with its files
 * @param majors the versions of its servers, called pg, pg2 and so on
 * @param bare whether the servers come as they are after initdb, with no WAL for others; else they allow streaming
 * @param server more keys of each server in the document, as YAML
 * @param streaming the slot's name and what else an archived server says, as YAML
 * @param system what the host is to be, as YAML
 * @param state brings the servers into the state
 */
record PlanCase(
        String name, List<Integer> majors, boolean bare, String server, String streaming, String system, State state) {
    static final String SLOT = "slot_name: barman";

    /** What is done before the facts are recorded. */
    interface State {
        State UNTOUCHED = site -> {};

        void reach(RecordedSite site) throws Exception;
    }

    static PlanCase of(String name, int major, State state) {
        return new PlanCase(name, List.of(major), true, "", SLOT, "", state);
    }

    PlanCase withServer(String keys) {
        return new PlanCase(name, majors, bare, keys, streaming, system, state);
    }

    PlanCase withStreaming(String keys) {
        return new PlanCase(name, majors, bare, server, keys, system, state);
    }

    PlanCase withSystem(String keys) {
        return new PlanCase(name, majors, bare, server, streaming, keys, state);
    }

    PlanCase ready() {
        return new PlanCase(name, majors, false, server, streaming, system, state);
    }

    PlanCase withServers(Integer... versions) {
        return new PlanCase(name, List.of(versions), bare, server, streaming, system, state);
    }

    /** The server's name in the document. */
    static String serverName(int index) {
        return index == 0 ? "pg" : "pg" + (index + 1);
    }

    List<PgCluster> servers() {
        return IntStream.range(0, majors.size()).mapToObj(this::start).toList();
    }

    private PgCluster start(int index) {
        PgCluster.Builder builder = PgCluster.embedded(majors.get(index));
        return bare
                ? builder.setting("wal_level", "minimal")
                        .setting("max_wal_senders", "0")
                        .start()
                : builder.setting("wal_level", "replica").start();
    }
}
