package io.jbarman.resource.standby;

import io.jbarman.facts.setting.Settings;
import io.jbarman.facts.standby.StandbyDirectory;
import io.jbarman.plan.Difference;
import java.util.List;
import java.util.Optional;

/**
 * A setting of a standby that is down, with which it would not come up or would replay nothing: its primary has, or will
 * have, more of it. Pure.
 *
 * @param present what its files say
 */
record TooLow(String name, long present, long needed) {
    /** All such; what cannot be read of its files is not among them. */
    static List<TooLow> of(StandbyPlace place, Settings primary, StandbyDirectory directory) {
        return place.floors().entrySet().stream()
                .flatMap(floor -> number(
                        Optional.ofNullable(directory.settings().get(floor.getKey())))
                        .map(present -> new TooLow(
                                floor.getKey(),
                                present,
                                Math.max(
                                        floor.getValue(),
                                        number(primary.value(floor.getKey())).orElse(0L))))
                        .filter(one -> one.present() < one.needed())
                        .stream())
                .toList();
    }

    Difference difference() {
        return new Difference(name, Long.toString(present), Long.toString(needed));
    }

    private static Optional<Long> number(Optional<String> text) {
        return text.filter(value -> value.matches("\\d{1,18}")).map(Long::valueOf);
    }
}
