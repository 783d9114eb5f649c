package io.jbarman.engine;

import io.jbarman.facts.Answer;
import io.jbarman.facts.FactQuery;
import io.jbarman.reach.Reach;
import java.util.Map;

/** Questions that travel together. */
sealed interface Inquiry permits HostInquiry, LoginInquiry, ServerInquiry {
    /** Asks them all; what cannot be answered is told so, never an exception. */
    Map<FactQuery<?>, Answer> ask(Reach reach);
}
