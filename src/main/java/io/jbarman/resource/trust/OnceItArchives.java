package io.jbarman.resource.trust;

import io.jbarman.facts.setting.Setting;
import io.jbarman.plan.Decision;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Wrapping;
import io.jbarman.resource.setting.HeldArchiver;
import java.util.Optional;

/** An archiver whose server is not restarted by this run: no segment of an archiver that is off could prove it. */
record OnceItArchives(ArchiveCommandResource made) implements Wrapping<ArchiveCommandResource.State> {
    @Override
    public Resource<ArchiveCommandResource.State> inner() {
        return made;
    }

    @Override
    public Decision decide(ArchiveCommandResource.State observed) {
        Decision own = made.decide(observed);
        Optional<Setting> off = observed.settings()
                .running()
                .find(HeldArchiver.MODE)
                .filter(mode -> mode.value().equals("off"));
        return own instanceof Decision.Change && off.isPresent()
                ? new Decision.Pending(
                        id(),
                        "archive_mode of " + id().owner() + " is off until a restart, and the archiver is proved by a"
                                + " segment",
                        "Apply again when " + id().owner() + " has been restarted.")
                : own;
    }
}
