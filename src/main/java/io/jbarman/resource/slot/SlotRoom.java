package io.jbarman.resource.slot;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.postmaster.PostmasterFact;
import io.jbarman.facts.postmaster.PostmasterQuery;
import io.jbarman.facts.setting.Settings;
import io.jbarman.facts.setting.SettingsQuery;
import io.jbarman.facts.slot.WalPace;
import io.jbarman.facts.slot.WalPaceQuery;
import io.jbarman.plan.Note;
import io.jbarman.plan.ResourceId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How long a server's disk lasts once it keeps WAL for a slot that nobody fetches from: its pace by SQL, its room by a
 * look at the host. What cannot be seen is said to be unknown.
 */
public record SlotRoom(WalPaceQuery pace, PostmasterQuery postmaster, SettingsQuery settings) {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
    private static final double LONG = 10 * 365 * 86_400.0;

    Set<FactQuery<?>> needs() {
        return Set.of(pace, postmaster, settings);
    }

    Note note(ResourceId slot, Facts facts) {
        Optional<WalPace> seen =
                facts.get(pace) instanceof Fact.Known<WalPace> known ? Optional.of(known.value()) : Optional.empty();
        Optional<Long> free = facts.get(postmaster) instanceof Fact.Known<PostmasterQuery.Found> found
                ? found.value().postmaster().flatMap(PostmasterFact::walRoom)
                : Optional.empty();
        String words = "the server writes " + seen.map(SlotRoom::pace).orElse("an unknown amount of WAL") + " and has "
                + free.map(SlotRoom::size).orElse("an unknown amount") + " free for what it keeps"
                + seen.flatMap(one -> free.map(room -> full(room, one.rate()))).orElse("");
        return new Note(slot, words, limits(facts));
    }

    private static String pace(WalPace seen) {
        return size(Math.round(seen.rate() * 60)) + " of WAL a minute (in the " + time(seen.seconds())
                + " since its last checkpoint)";
    }

    private static String full(long room, double rate) {
        double seconds = rate > 0 ? room / rate : LONG;
        return seconds < LONG
                ? ": full in " + time(Math.round(seconds)) + ", if nobody fetches it"
                : ": enough for years";
    }

    /** Bounds that the server has itself (PostgreSQL: "Sending Servers"), where its version has them. */
    private String limits(Facts facts) {
        if (!(facts.get(settings) instanceof Fact.Known<Settings> known)) {
            return "";
        }
        Optional<String> unbounded = known.value()
                .value("max_slot_wal_keep_size")
                .filter("-1"::equals)
                .map(any -> "max_slot_wal_keep_size, which is not set, would bound it");
        Optional<String> idle = known.value()
                .value("idle_replication_slot_timeout")
                .filter(value -> !value.equals("0"))
                .map(value -> "idle_replication_slot_timeout (" + value
                        + ") invalidates it when the runtime is away for that long");
        return Stream.concat(unbounded.stream(), idle.stream()).collect(Collectors.joining("; "));
    }

    private static String size(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || amount >= 100 ? "%.0f %s" : "%.1f %s", amount, UNITS[unit]);
    }

    private static String time(long seconds) {
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 2 * 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 2 * 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
    }
}
