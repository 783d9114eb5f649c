package io.jbarman.ingest;

import io.jbarman.archive.Admission;
import io.jbarman.archive.SyncedDirectories;
import io.jbarman.archive.WalFileName;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes WAL from a tar stream, as {@code barman put-wal} does (Barman: "put-wal"). What is acknowledged by status 0 is
 * durable, file and directory entry; of what is not, nothing stays. Safe for use by several threads and processes.
 */
public final class PutWal {
    /** The largest segment, and what comes with it. */
    private static final long MOST = (1L << 30) + (1L << 20);

    private final Intake intake;
    private final Temporaries temporaries;
    private final Incoming incoming;

    public PutWal(Intake intake) {
        this.intake = intake;
        this.temporaries = new Temporaries(intake.incoming());
        this.incoming = new Incoming(intake);
    }

    /** What {@code --test} says. */
    public Answer test() throws IOException {
        SyncedDirectories.create(intake.incoming());
        if (!Files.isWritable(intake.incoming())) {
            return Answer.failed(intake.incoming() + " may not be written by the account that runs this");
        }
        return Answer.done(List.of("Ready to accept WAL files for the server " + intake.server()));
    }

    /**
     * Reads the stream to the end of the archive and stores what it holds.
     *
     * @param origin the address of who sends it, for messages; may be empty
     * @throws IOException if it could not be read or stored
     */
    public Answer receive(InputStream tar, String origin) throws IOException {
        return receive(tar, new Reception(origin));
    }

    /** The same of a tar stream that was compressed as a whole, with zstd, lz4 or gzip. */
    public Answer receiveCompressed(InputStream stream, String origin) throws IOException {
        return receiveCompressed(stream, origin, MOST);
    }

    Answer receiveCompressed(InputStream stream, String origin, long most) throws IOException {
        Reception reception = new Reception(origin);
        try (CompressedTar tar = CompressedTar.of(stream, most)) {
            return receive(tar, reception);
        } catch (TarMembers.BrokenStream broken) {
            return reception.refused(broken);
        }
    }

    private static Answer receive(InputStream tar, Reception reception) throws IOException {
        try {
            reception.read(new TarMembers(tar));
            reception.verify();
            return Answer.done(reception.store());
        } catch (Refusal refusal) {
            return Answer.failed(String.valueOf(refusal.getMessage()));
        } catch (ProblemException undecided) {
            return reception.refused(undecided.problems().get(0));
        } catch (TarMembers.BrokenStream broken) {
            return reception.refused(broken);
        } finally {
            reception.forget();
        }
    }

    /** One stream. */
    private final class Reception {
        private final String source;
        private final Map<String, Received> files = new LinkedHashMap<>();
        private final List<Checksums> checksums = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final Temporaries.Claim claim = temporaries.claim();

        Reception(String origin) {
            this.source = " in put-wal for server '" + intake.server() + "'"
                    + (origin.isEmpty() ? "" : " (SSH host: " + origin + ")");
        }

        Answer refused(TarMembers.BrokenStream broken) {
            return Answer.failed("Nothing is taken" + source + ": " + broken.getMessage());
        }

        Answer refused(Diagnostic problem) {
            return Answer.failed("Nothing is taken" + source + ": " + problem.summary() + "; " + problem.hint());
        }

        void read(TarMembers members) throws IOException, Refusal {
            SyncedDirectories.create(intake.incoming());
            Optional<TarMembers.Member> next = members.next();
            while (next.isPresent()) {
                take(next.get(), members);
                next = members.next();
            }
        }

        private void take(TarMembers.Member member, TarMembers members) throws IOException, Refusal {
            if (!member.isFile()) {
                throw new Refusal(
                        "Unsupported file type '" + member.type() + "' for file '" + member.name() + "'" + source);
            }
            if (Checksums.isName(member.name())) {
                Checksums sums = Checksums.parse(member.name(), members.text());
                sums.badLine().ifPresent(line -> notes.add("WARNING: Bad checksum line '" + line + "' found" + source));
                checksums.add(sums);
                return;
            }
            WalFileName name = WalFileName.parse(member.name())
                    .orElseThrow(() -> new Refusal("Unsupported filename '" + member.name() + "'" + source));
            if (files.containsKey(name.name())) {
                throw new Refusal("File '" + name.name() + "' comes twice" + source);
            }
            files.put(name.name(), Received.write(name, claim.file(name.name()), member.modified(), members.content()));
        }

        void verify() throws IOException, Refusal {
            for (Checksums sums : checksums) {
                for (Map.Entry<String, String> expected : sums.digests().entrySet()) {
                    verify(expected.getKey(), sums.algorithm(), expected.getValue());
                }
            }
            if (files.isEmpty()) {
                throw new Refusal("No file came" + source);
            }
            for (Received file : files.values()) {
                String name = file.name().name();
                if (checksums.stream().noneMatch(sums -> sums.digests().containsKey(name))) {
                    throw new Refusal("Missing checksum for file '" + name + "'" + source);
                }
                Optional<String> refusal = Admission.refusal(
                        file.temporary(), file.name(), intake.identity().get());
                if (refusal.isPresent()) {
                    throw new Refusal("File '" + name + "' is not taken" + source + ": " + refusal.get());
                }
            }
        }

        private void verify(String name, String algorithm, String expected) throws IOException, Refusal {
            Received file = files.get(name);
            if (file == null) {
                throw new Refusal("Checksum without corresponding file '" + name + "'" + source);
            }
            String actual = file.checksum(algorithm);
            if (!actual.equals(expected)) {
                throw new Refusal("Bad file checksum '" + actual + "' (should be " + expected + ") for file '" + name
                        + "'" + source);
            }
        }

        List<String> store() throws IOException {
            for (Received file : files.values()) {
                incoming.store(file).ifPresent(notes::add);
            }
            SyncedDirectories.sync(intake.incoming());
            return notes;
        }

        void forget() throws IOException {
            claim.close();
        }
    }
}
