package io.jbarman.resource.timer;

import io.jbarman.facts.file.PathFact;
import io.jbarman.facts.timer.TimerFact;

/** A timer as systemd has it, and its files. */
public record TimerState(TimerFact timer, PathFact serviceFile, PathFact timerFile) {}
