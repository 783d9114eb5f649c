package io.jbarman.topology;

/** Something that must hold between values of a topology. Has no side effects but on the findings. */
interface Rule {
    void check(Topology topology, Findings findings);
}
