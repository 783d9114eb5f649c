package io.jbarman.replication.pgjdbc;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.ServerVersion;
import io.jbarman.pg.SlotName;
import io.jbarman.pg.SystemIdentifier;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import io.jbarman.replication.ReplicationSession;
import io.jbarman.replication.ReplicationStream;
import io.jbarman.replication.SlotState;
import io.jbarman.replication.SystemIdentity;
import io.jbarman.replication.TimelineHistoryFile;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.postgresql.core.BaseConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One walsender, spoken to in its own protocol. */
final class PgjdbcSession implements ReplicationSession {
    private static final Logger LOG = LoggerFactory.getLogger(PgjdbcSession.class);

    private final Connection login;
    private final Wire wire;
    private final SlotQuery slots;
    private final Clock clock;
    private final SimpleQuery commands;
    private final ServerVersion version;

    PgjdbcSession(Connection login, Wire wire, SlotQuery slots, Clock clock) throws ReplicationException {
        this.login = login;
        this.wire = wire;
        this.slots = slots;
        this.clock = clock;
        this.commands = new SimpleQuery(wire);
        this.version = version(login);
    }

    private static ServerVersion version(Connection login) throws ReplicationException {
        try {
            return new ServerVersion(
                    login.unwrap(BaseConnection.class).getQueryExecutor().getServerVersionNum());
        } catch (SQLException e) {
            throw Wire.protocol("no server version: " + e.getMessage());
        }
    }

    @Override
    public ServerVersion version() {
        return version;
    }

    @Override
    public SystemIdentity identifySystem() throws ReplicationException {
        return onlyRow(
                "IDENTIFY_SYSTEM",
                row -> new SystemIdentity(
                        SystemIdentifier.parse(row.text(0)),
                        new TimelineId(Long.parseLong(row.text(1))),
                        Lsn.parse(row.text(2))));
    }

    @Override
    public WalSegmentSize walSegmentSize() throws ReplicationException {
        return onlyRow("SHOW wal_segment_size", row -> WalSegmentSize.parse(row.text(0)));
    }

    /** An octal number, since 11. */
    @Override
    public boolean groupMayRead() throws ReplicationException {
        return version.atLeast(11)
                && onlyRow("SHOW data_directory_mode", row -> (Integer.parseInt(row.text(0), 8) & 0050) == 0050);
    }

    @Override
    public SlotState readSlot(SlotName name) throws ReplicationException {
        return version.atLeast(15)
                ? onlyRow("READ_REPLICATION_SLOT " + quoted(name), PgjdbcSession::slot)
                : slots.read(name);
    }

    /** A missing slot is a row of NULLs. */
    private static SlotState slot(ResultRow row) {
        if (row.findText(0).isEmpty()) {
            return new SlotState.Absent();
        }
        return new SlotState.Present(
                row.findText(1).map(Lsn::parse), row.findText(2).map(text -> new TimelineId(Long.parseLong(text))));
    }

    @Override
    public void createPhysicalSlot(SlotName name, boolean reserveWal) throws ReplicationException {
        String reserve = version.atLeast(15) ? " (RESERVE_WAL)" : " RESERVE_WAL";
        commands.run("CREATE_REPLICATION_SLOT " + quoted(name) + " PHYSICAL" + (reserveWal ? reserve : ""));
    }

    @Override
    public void dropSlot(SlotName name) throws ReplicationException {
        commands.run("DROP_REPLICATION_SLOT " + quoted(name));
    }

    @Override
    public TimelineHistoryFile timelineHistory(TimelineId timeline) throws ReplicationException {
        return onlyRow(
                "TIMELINE_HISTORY " + timeline,
                row -> new TimelineHistoryFile(row.text(0), row.find(1).orElseThrow(() -> new NotTheProtocol("NULL"))));
    }

    @Override
    public ReplicationStream start(Optional<SlotName> slot, Lsn start, TimelineId timeline)
            throws ReplicationException {
        String command = "START_REPLICATION "
                + slot.map(name -> "SLOT " + quoted(name) + " ").orElse("")
                + "PHYSICAL " + start + " TIMELINE " + timeline;
        wire.send(writer -> writer.query(command));
        return new CopyBothStream(wire, command, clock);
    }

    private <T> T onlyRow(String command, Function<ResultRow, T> reading) throws ReplicationException {
        List<ResultRow> rows = commands.run(command);
        if (rows.size() != 1) {
            throw Wire.protocol(rows.size() + " rows for " + command);
        }
        try {
            return reading.apply(rows.get(0));
        } catch (NotTheProtocol | IllegalArgumentException e) {
            throw new ReplicationException(
                    ReplicationFailure.PROTOCOL, "08P01", "answer to " + command + ": " + e.getMessage(), e);
        }
    }

    private static String quoted(SlotName name) {
        return '"' + name.value() + '"';
    }

    @Override
    public void close() {
        wire.close();
        try {
            Patience.during(wire.below(), () -> closeQuietly(login));
        } catch (IOException e) {
            LOG.debug("closing a replication connection: {}", e.getMessage());
        }
    }

    static void closeQuietly(Connection login) {
        try {
            login.close();
        } catch (SQLException e) {
            LOG.debug("closing a replication connection: {}", e.getMessage());
        }
    }
}
