package io.jbarman.ingest;

import io.jbarman.archive.DrainReport.ErrorKind;
import io.jbarman.archive.PartialCopies;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Gives received files their names. A name is given once: the same file again is no news, nor is another copy of a
 * partial segment; another one is set aside.
 */
final class Incoming {
    private final Intake intake;

    Incoming(Intake intake) {
        this.intake = intake;
    }

    /** Names it; the caller syncs the directory. Gives what there is to be said. */
    Optional<String> store(Received file) throws IOException {
        Path place = intake.incoming().resolve(file.name().name());
        while (!named(file.temporary(), place)) {
            Optional<Optional<String>> said = second(file, place);
            if (said.isPresent()) {
                return said.get();
            }
        }
        return Optional.empty();
    }

    private static boolean named(Path temporary, Path place) throws IOException {
        try {
            Files.createLink(place, temporary);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException noHardLinks) {
            Files.move(temporary, place);
            return true;
        }
    }

    /** Empty if the first one was archived meanwhile, so that the name is free again. */
    private Optional<Optional<String>> second(Received file, Path place) throws IOException {
        try {
            boolean same = Files.mismatch(file.temporary(), place) < 0
                    || PartialCopies.areOne(intake.archive(), file.name(), place, file.temporary());
            if (same) {
                sync(place);
            }
            return Optional.of(same ? Optional.empty() : Optional.of(aside(file)));
        } catch (NoSuchFileException archivedMeanwhile) {
            return Optional.empty();
        }
    }

    private String aside(Received file) throws IOException {
        Path aside = intake.errors().take(file.temporary(), file.name().name(), ErrorKind.DUPLICATE);
        return "\tError: Duplicate Files Detected with Mismatched Checksums. File "
                + file.name().name() + " already exists on server " + intake.server()
                + " with another content; this one is now " + aside;
    }

    /** It may have come by rsync, which syncs nothing. */
    private static void sync(Path place) throws IOException {
        try (FileChannel file = FileChannel.open(place, StandardOpenOption.READ)) {
            file.force(true);
        }
    }
}
