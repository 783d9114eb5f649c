package io.jbarman.resource.setting;

import io.jbarman.facts.server.WalSender;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many WAL senders and replication slots a server needs. Pure.
 *
 * <p>Senders: everything connected now, and each of our receivers that is not; at the least, each receiver and one
 * more, which a base backup takes, or a receiver that reconnects before the server has noticed that its old connection
 * is dead. Slots: every slot there is and each of ours that is not; at the least ours and one more. So on a server that
 * nobody else uses both are 2 for one receiver, as Barman's manual has it, and what others use is never taken from them.
 */
public final class WalNeeds {
    private static final int HEADROOM = 1;

    private WalNeeds() {}

    /** Senders of WAL, given who is connected and which receivers are to be. */
    public static long senders(List<WalSender> connected, List<String> receivers) {
        long absent = receivers.stream()
                .filter(name -> connected.stream()
                        .noneMatch(sender ->
                                sender.applicationName().filter(name::equals).isPresent()))
                .count();
        return Math.max(receivers.size() + HEADROOM, connected.size() + absent);
    }

    /** Slots, given which there are and which are wanted. */
    public static long slots(List<String> existing, List<String> wanted) {
        Set<String> all = new HashSet<>(existing);
        all.addAll(wanted);
        return Math.max(wanted.size() + HEADROOM, all.size());
    }
}
