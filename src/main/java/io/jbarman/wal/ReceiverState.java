package io.jbarman.wal;

/** What a receiver is doing. */
public enum ReceiverState {
    /** Not yet run. */
    IDLE,
    /** Connecting, or finding out where to start. */
    CONNECTING,
    /** Receiving: healthy as long as its position moves with the server's. */
    STREAMING,
    /** Waiting for the disk, which took nothing for so long that the server was left meanwhile. */
    STALLED,
    /** Waiting to try again; the last problem says why. */
    WAITING,
    /** Ended, because it was told to. */
    STOPPED
}
