package io.jbarman.resource.setting;

import io.jbarman.facts.slot.Slot;
import io.jbarman.facts.slot.Slots;
import java.util.Optional;

/** Says whether a value meets a floor, and what would. Pure. */
final class FloorRule {
    private FloorRule() {}

    /**
     * The value to set instead of {@code value}; empty if that is enough.
     *
     * @param value in PostgreSQL's normal form
     */
    static Optional<String> remedy(Floor floor, String value, SettingState state) {
        if (floor instanceof Floor.Listening listening) {
            return ListenAddresses.reach(value, listening.address(), listening.local())
                    ? Optional.empty()
                    : Optional.of(
                            ListenAddresses.extend(value, listening.address(), listening.local(), state.addresses()));
        }
        if (floor instanceof Floor.InUse use) {
            return inUse(use.setting(), value, state);
        }
        if (floor instanceof Floor.OthersUse use) {
            return othersUse(use, value, state);
        }
        if (floor instanceof Floor.ArchiveMode) {
            return value.equals("off") ? Optional.of("on") : Optional.empty();
        }
        if (floor instanceof Floor.WalLevel) {
            return walLevel(value, state.slots().anyLogical());
        }
        long least = least(floor, state);
        return atLeast(value, least);
    }

    /** A file may hold what is no number; such a value meets nothing. */
    static Optional<String> atLeast(String value, long least) {
        boolean number = value.matches("-?\\d+(\\.\\d+)?");
        return number && Double.parseDouble(value) >= least ? Optional.empty() : Optional.of(Long.toString(least));
    }

    /** A WAL sender that is connected now may be our own: those that come back are counted by their slots. */
    private static Optional<String> othersUse(Floor.OthersUse use, String value, SettingState state) {
        Slots others = state.slots().without(use.ourSlots());
        return switch (use.setting()) {
            case "wal_level" -> walLevel(value, others);
            case "max_replication_slots", "max_wal_senders" ->
                atLeast(value, others.all().size());
            case Floor.InUse.PREPARED -> atLeast(value, state.prepared());
            default -> Optional.empty();
        };
    }

    private static Optional<String> inUse(String setting, String value, SettingState state) {
        return switch (setting) {
            case "wal_level" -> walLevel(value, state.slots());
            case "max_replication_slots" -> atLeast(value, state.slots().all().size());
            case "max_wal_senders" -> atLeast(value, state.senders().size());
            case Floor.InUse.PREPARED -> atLeast(value, state.prepared());
            default -> Optional.empty();
        };
    }

    private static Optional<String> walLevel(String value, Slots slots) {
        return slots.all().isEmpty() ? Optional.empty() : walLevel(value, slots.anyLogical());
    }

    private static Optional<String> walLevel(String value, boolean logicalInUse) {
        if (logicalInUse) {
            return value.equals("logical") ? Optional.empty() : Optional.of("logical");
        }
        return value.equals("minimal") ? Optional.of("replica") : Optional.empty();
    }

    private static long least(Floor floor, SettingState state) {
        if (floor instanceof Floor.Senders senders) {
            return WalNeeds.senders(state.senders(), senders.receivers());
        }
        if (floor instanceof Floor.ReplicationSlots slots) {
            return WalNeeds.slots(state.slots().all().stream().map(Slot::name).toList(), slots.slots());
        }
        if (floor instanceof Floor.AsThePrimary primary) {
            return state.primary()
                    .map(values -> Math.max(primary.declared(), values.most(primary.setting())))
                    .orElse(primary.declared());
        }
        return ((Floor.AtLeast) floor).need();
    }
}
