package io.jbarman.topology;

/** When drift is looked for is said once. */
final class DriftIsUsable implements Rule {
    @Override
    public void check(Topology topology, Findings findings) {
        if (topology.drift().cron().isPresent() && topology.drift().every().isPresent()) {
            findings.error(
                    "contradiction", "drift.cron", "'every' and 'cron' both say when to look", "keep one of them");
        }
        if (topology.drift().cron().isPresent() && !topology.drift().timer()) {
            findings.warning(
                    "unused",
                    "drift.cron",
                    "'cron' says when a timer looks, and there is to be none",
                    "add timer: true, or take it out");
        }
    }
}
