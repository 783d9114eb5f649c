package io.jbarman.resource.standby;

import io.jbarman.facts.standby.StandbyDirectory;

/**
 * What a data directory without a running server is, by what lies in it and by its mark. The mark stays for ever: it says
 * what jbarman began there, and not what has become of it since. A base backup of jbarman's has the mark as its label, until
 * a server has recovered from it: what anybody else puts there has not. Pure.
 *
 * @param primary the primary's system identifier
 */
record Lying(StandbyDirectory directory, String primary) {
    /** Debian's tools are making a cluster of their own there, of another system, which goes again. */
    static final String CREATING = "creating";

    static final String CLONING = "cloning";
    static final String CLONED = "cloned";

    /** Whether it is a cluster of the primary's system. */
    boolean isSame() {
        return directory.system().filter(primary::equals).isPresent();
    }

    /** One that only has to be started, whoever made it. */
    boolean isStandby() {
        return isSame() && directory.follows() && (isAt(CLONED) || !isOurs());
    }

    /** What a run of jbarman's left behind before it could start a server, and may do with as it likes. */
    boolean isOurs() {
        if (directory.mark().isEmpty() || directory.lived()) {
            return false;
        }
        if (directory.label().isPresent()) {
            return directory.label().equals(directory.mark())
                    && (isSame() || (directory.system().isEmpty() && !isAt(CLONED)));
        }
        return (!isAt(CLONED) && !directory.cluster()) || (isAt(CREATING) && !isSame());
    }

    private boolean isAt(String stage) {
        return directory.stage().filter(stage::equals).isPresent();
    }
}
