package io.jbarman.watch;

import io.jbarman.watch.Finding.Level;
import io.jbarman.watch.HostFacts.WalRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What replication slots hold, any of them, since one that nobody reads fills the server's disk or loses its WAL
 * (PostgreSQL: "Replication Slots"; field experience: an orphan does it while everybody looks at the others). Pure.
 */
final class SlotWatch {
    static final String RETENTION = "slot retention";
    static final String ORPHANS = "orphan slots";
    static final String OTHERS = "slots of others";
    static final String IDLE_TIMEOUT = "idle_replication_slot_timeout";

    private static final Duration SOON = Duration.ofHours(1);
    private static final Duration TODAY = Duration.ofHours(24);
    private static final int LITTLE = 10;
    private static final int MUCH = 2;
    private static final int TOO_MUCH = 10;

    private final ServerFacts server;
    private final Optional<String> own;
    private final WalRate rate;

    SlotWatch(ServerFacts server, Optional<String> own, WalRate rate) {
        this.server = server;
        this.own = own;
        this.rate = rate;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(retention());
        findings.add(orphans());
        others().ifPresent(findings::add);
        server.idleSlotTimeout()
                .map(timeout -> new Finding(
                        IDLE_TIMEOUT,
                        Level.WARNING,
                        "a slot that is not used for " + Words.time(timeout) + " is invalidated, and its WAL goes",
                        "ALTER SYSTEM SET idle_replication_slot_timeout = 0, or never stop the receiver for that long"))
                .or(() -> server.major() >= 18 ? Optional.of(Finding.ok(IDLE_TIMEOUT, "not set")) : Optional.empty())
                .ifPresent(findings::add);
        return findings;
    }

    /** The worst of our own slot; without one, WAL may go before it is received. */
    private Finding retention() {
        Optional<SlotFact> slot = own.flatMap(server::slot);
        if (slot.isEmpty()) {
            return Finding.unknown(
                    RETENTION,
                    own.map(name -> "there is no slot '" + name + "'").orElse("no slot is used"),
                    own.isPresent()
                            ? "see the item 'replication slot'"
                            : "set slot_name, or the server may remove WAL that was not received");
        }
        return retention(slot.get());
    }

    private Finding retention(SlotFact slot) {
        String held = "slot '" + slot.name() + "' holds " + Words.size(slot.held());
        if (slot.isLost()) {
            return new Finding(
                    RETENTION,
                    Level.FAILED,
                    "slot '" + slot.name() + "' has lost its WAL"
                            + slot.invalidation().map(why -> " (" + why + ")").orElse(""),
                    "drop it, create it again and make a new base backup: receive-wal --drop-slot, --create-slot,"
                            + " --reset; then raise max_slot_wal_keep_size");
        }
        if (slot.walStatus().filter("unreserved"::equals).isPresent()) {
            return new Finding(
                    RETENTION,
                    Level.FAILED,
                    held + " and loses it at the next checkpoint",
                    "let the receiver catch up at once, or raise max_slot_wal_keep_size and reload the server");
        }
        return slot.safeBytes().map(safe -> limited(slot, held, safe)).orElseGet(() -> unlimited(slot, held));
    }

    private Finding limited(SlotFact slot, String held, long safe) {
        Optional<Duration> left = rate.toWrite(Math.max(0, safe), server.segmentSize());
        String text = held + ", " + Words.size(safe) + " more until it is lost"
                + left.map(time -> " (" + Words.time(time) + " at the last hour's rate)")
                        .orElse("");
        boolean standsStill = !slot.active() || slot.held() > server.maxWalBytes();
        Level level = standsStill ? level(slot, safe, left) : Level.OK;
        return level == Level.OK ? Finding.ok(RETENTION, text) : new Finding(RETENTION, level, text, remedy(slot));
    }

    /** By the time that is left, and by the share: the rate is of what is archived, which a standstill brings to nothing. */
    private static Level level(SlotFact slot, long safe, Optional<Duration> left) {
        if (left.filter(time -> time.compareTo(SOON) < 0).isPresent() || safe < (slot.held() + safe) / LITTLE) {
            return Level.FAILED;
        }
        return left.filter(time -> time.compareTo(TODAY) < 0).isPresent() || safe < slot.held()
                ? Level.WARNING
                : Level.OK;
    }

    private Finding unlimited(SlotFact slot, String held) {
        Level level = level(slot.held());
        return level == Level.OK
                ? Finding.ok(RETENTION, held)
                : new Finding(
                        RETENTION,
                        level,
                        held + ", and nothing limits it but the server's disk",
                        remedy(slot) + (server.major() >= 13 ? "; set max_slot_wal_keep_size" : ""));
    }

    private Level level(long held) {
        if (held > TOO_MUCH * server.maxWalBytes()) {
            return Level.FAILED;
        }
        return held > MUCH * server.maxWalBytes() ? Level.WARNING : Level.OK;
    }

    private static String remedy(SlotFact slot) {
        return slot.active()
                ? "see why the receiver is slow: jbarman runtime status, and the disk of the archive"
                : "start what receives: jbarman runtime start";
    }

    /** Slots that are not ours and that nobody uses, by what they hold. */
    private Finding orphans() {
        List<SlotFact> idle = server.slots().stream()
                .filter(slot -> !slot.active() && !slot.temporary())
                .filter(slot -> own.filter(slot.name()::equals).isEmpty())
                .toList();
        if (idle.isEmpty()) {
            return Finding.ok(ORPHANS, "every other slot is in use");
        }
        Level level = idle.stream()
                        .filter(slot -> !slot.isLost())
                        .map(slot -> level(slot.held()))
                        .anyMatch(Level.FAILED::equals)
                ? Level.FAILED
                : Level.WARNING;
        return new Finding(
                ORPHANS,
                level,
                String.join(", ", idle.stream().map(SlotWatch::told).toList()),
                "if nobody comes back for it: SELECT pg_drop_replication_slot('"
                        + idle.get(0).name() + "')");
    }

    /** One that is in use, by whomever, and far behind fills the server's disk as well. */
    private Optional<Finding> others() {
        return server.slots().stream()
                .filter(SlotFact::active)
                .filter(slot -> own.filter(slot.name()::equals).isEmpty())
                .max(Comparator.comparing(SlotFact::held))
                .map(this::other);
    }

    private Finding other(SlotFact slot) {
        String text = "slot '" + slot.name() + "' is in use and holds " + Words.size(slot.held());
        Level level = level(slot.held());
        return level == Level.OK
                ? Finding.ok(OTHERS, text)
                : new Finding(
                        OTHERS,
                        level,
                        text,
                        "see in pg_stat_replication why its client is behind"
                                + (server.major() >= 13 ? "; max_slot_wal_keep_size limits what any slot holds" : ""));
    }

    private static String told(SlotFact slot) {
        String held = slot.isLost() ? "has lost its WAL" : "holds " + Words.size(slot.held());
        return "slot '" + slot.name() + "' is not in use and " + held;
    }
}
