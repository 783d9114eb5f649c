package io.jbarman.resource.setting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a setting has to be so that a topology can work: met by more, never lowered, unlike a declared value.
 */
public sealed interface Floor {
    /** For what it is needed. */
    String why();

    /** What is enough, as far as it can be said without the server. */
    String words();

    /** At least that number. */
    record AtLeast(long need, String why) implements Floor {
        @Override
        public String words() {
            return need + " or more";
        }
    }

    /**
     * At least as many WAL senders as {@link WalNeeds} counts.
     *
     * @param receivers application names of the receivers that will connect
     */
    record Senders(List<String> receivers, String why) implements Floor {
        public Senders {
            receivers = List.copyOf(receivers);
        }

        @Override
        public String words() {
            return WalNeeds.senders(List.of(), receivers) + " or more";
        }
    }

    /**
     * At least as many replication slots as {@link WalNeeds} counts.
     *
     * @param slots names of the slots that the topology wants
     */
    record ReplicationSlots(List<String> slots, String why) implements Floor {
        public ReplicationSlots {
            slots = List.copyOf(slots);
        }

        @Override
        public String words() {
            return WalNeeds.slots(List.of(), slots) + " or more";
        }
    }

    /**
     * At least what the primary runs with, or will after its next restart: a standby with less refuses to go on.
     *
     * @param declared what the primary is declared to have, 0 where nothing is
     */
    record AsThePrimary(String setting, long declared, String why) implements Floor {
        @Override
        public String words() {
            return declared > 0 ? declared + " or more" : "what the primary has, or more";
        }
    }

    /** At least what the server uses now: with less it would not start again, or would turn somebody away. */
    record InUse(String setting) implements Floor {
        static final String PREPARED = "max_prepared_transactions";

        private static final Map<String, String> USERS = Map.of(
                "max_replication_slots",
                "the slots there are",
                "max_wal_senders",
                "what is connected",
                "wal_level",
                "the slots there are",
                PREPARED,
                "the prepared transactions there are");

        /** That of a setting whose use can be counted. */
        static Optional<Floor> of(String setting) {
            return USERS.containsKey(setting) ? Optional.of(new InUse(setting)) : Optional.empty();
        }

        @Override
        public String why() {
            return USERS.getOrDefault(setting, "");
        }

        @Override
        public String words() {
            return "what is in use, or more";
        }
    }

    /**
     * At least what the server still uses when jbarman's are gone.
     *
     * @param ourSlots those that go as well
     */
    record OthersUse(String setting, Set<String> ourSlots) implements Floor {
        public OthersUse {
            ourSlots = Set.copyOf(ourSlots);
        }

        /** That of a setting whose use can be counted. */
        static Optional<Floor> of(String setting, Set<String> ourSlots) {
            return InUse.USERS.containsKey(setting) ? Optional.of(new OthersUse(setting, ourSlots)) : Optional.empty();
        }

        @Override
        public String why() {
            return setting.equals(InUse.PREPARED) ? "the prepared transactions there are" : "the slots of others";
        }

        @Override
        public String words() {
            return "what others use, or more";
        }
    }

    /** wal_level replica, or logical where that is in use. */
    record WalLevel(String why) implements Floor {
        @Override
        public String words() {
            return "replica or logical";
        }
    }

    /** archive_mode on, or always where that is so. */
    record ArchiveMode(String why) implements Floor {
        @Override
        public String words() {
            return "on or always";
        }
    }

    /**
     * An address to listen on that the barmanhost reaches.
     *
     * @param address by which the barmanhost reaches the server
     * @param local whether that is the same machine, so that localhost is enough
     */
    record Listening(String address, boolean local, String why) implements Floor {
        @Override
        public String words() {
            return "reaches " + address;
        }
    }
}
