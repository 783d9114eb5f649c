package io.jbarman.reach;

/**
 * What a run has cost so far.
 *
 * @param sshConnections authenticated SSH connections opened
 * @param sessions PostgreSQL sessions opened
 * @param queries queries and statements sent by callers
 */
public record ReachCounts(int sshConnections, int sessions, int queries) {
    public static final ReachCounts NOTHING = new ReachCounts(0, 0, 0);
}
