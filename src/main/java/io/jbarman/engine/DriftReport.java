package io.jbarman.engine;

import java.util.List;

/**
 * What one look found.
 *
 * @param findings in the plan's order, each with what follows from it
 * @param inSync how many resources are as the topology says
 */
public record DriftReport(String topology, List<Finding> findings, int inSync) {
    public DriftReport {
        findings = List.copyOf(findings);
    }

    /** Whether something that counts differs. */
    public boolean hasDrift() {
        return findings.stream().anyMatch(one -> one.kind() != DriftClass.IGNORED && one.kind() != DriftClass.UNKNOWN);
    }

    /** Whether something could not be looked at. */
    public boolean isIncomplete() {
        return findings.stream().anyMatch(one -> one.kind() == DriftClass.UNKNOWN);
    }

    /** How many findings are of a class. */
    public long count(DriftClass kind) {
        return findings.stream().filter(one -> one.kind() == kind).count();
    }
}
